package org.patrolledger.contract;

import java.util.List;

/// The values of the stop-and-search files of data.police.uk, word for word.
final class StopSearchValues {
    /// The outcome that counts as an arrest.
    static final String ARREST = "Arrest";

    static final List<String> TYPE =
            List.of("Person search", "Person and Vehicle search", "Vehicle search");

    static final List<String> LEGISLATION =
            List.of(
                    "Police and Criminal Evidence Act 1984 (section 1)",
                    "Misuse of Drugs Act 1971 (section 23)",
                    "Firearms Act 1968 (section 47)",
                    "Criminal Justice and Public Order Act 1994 (section 60)",
                    "Criminal Justice Act 1988 (section 139B)",
                    "Police and Criminal Evidence Act 1984 (section 6)",
                    "Psychoactive Substances Act 2016 (s36(2))",
                    "Psychoactive Substances Act 2016 (s37(2))",
                    "Aviation Security Act 1982 (section 27(1))",
                    "Conservation of Seals Act 1970 (section 4)",
                    "Crossbows Act 1987 (section 4)",
                    "Customs and Excise Management Act 1979 (section 163)",
                    "Deer Act 1991 (section 12)",
                    "Environmental Protection Act 1990 (section 34B )",
                    "Hunting Act 2004 (section 8)",
                    "Poaching Prevention Act 1862 (section 2)",
                    "Protection of Badgers Act 1992 (section 11)",
                    "Public Stores Act 1875 (section 6)",
                    "Sporting Events Act 1985 (section 7)",
                    "Wildlife and Countryside Act 1981 (section 19)");

    static final List<String> OBJECT_OF_SEARCH =
            List.of(
                    "Anything to threaten or harm anyone",
                    "Article for use in theft",
                    "Articles for use in criminal damage",
                    "Controlled drugs",
                    "Crossbows",
                    "Detailed object of search unavailable",
                    "Evidence of hunting any wild mammal with a dog",
                    "Evidence of offences under the Act",
                    "Evidence of wildlife offences",
                    "Firearms",
                    "Fireworks",
                    "Game or poaching equipment",
                    "Goods on which duty has not been paid etc.",
                    "Offensive weapons",
                    "Psychoactive substances",
                    "Seals or hunting equipment",
                    "Stolen goods");

    static final List<String> OUTCOME =
            List.of(
                    "A no further action disposal",
                    ARREST,
                    "Caution (simple or conditional)",
                    "Community resolution",
                    "Khat or Cannabis warning",
                    "Penalty Notice for Disorder",
                    "Summons / charged by post",
                    "Article found - Detailed outcome unavailable",
                    "Local resolution",
                    "Nothing found - no further action",
                    "Offender cautioned",
                    "Offender given drugs possession warning",
                    "Offender given penalty notice",
                    "Suspect arrested",
                    "Suspect summonsed to court",
                    "Suspected psychoactive substances seized - No further action");

    static final List<String> GENDER = List.of("Male", "Female", "Other");

    static final List<String> AGE_RANGE = List.of("under 10", "10-17", "18-24", "25-34", "over 34");

    static final List<String> SELF_DEFINED_ETHNICITY =
            List.of(
                    "White - English/Welsh/Scottish/Northern Irish/British",
                    "White - Irish",
                    "White - Gypsy or Irish Traveller",
                    "White - Any other White background",
                    "Mixed/Multiple ethnic groups - White and Black Caribbean",
                    "Mixed/Multiple ethnic groups - White and Black African",
                    "Mixed/Multiple ethnic groups - White and Asian",
                    "Mixed/Multiple ethnic groups - Any other Mixed/Multiple ethnic background",
                    "Asian/Asian British - Indian",
                    "Asian/Asian British - Pakistani",
                    "Asian/Asian British - Bangladeshi",
                    "Asian/Asian British - Chinese",
                    "Asian/Asian British - Any other Asian background",
                    "Black/African/Caribbean/Black British - African",
                    "Black/African/Caribbean/Black British - Caribbean",
                    "Black/African/Caribbean/Black British - Any other Black/African/Caribbean background",
                    "Other ethnic group - Arab",
                    "Other ethnic group - Any other ethnic group",
                    "Other ethnic group - Not stated",
                    "White - White British (W1)",
                    "White - White Irish (W2)",
                    "White - Any other White ethnic background (W9)",
                    "Mixed - White and Black Caribbean (M1)",
                    "Mixed - White and Black African (M2)",
                    "Mixed - White and Asian (M3)",
                    "Mixed - Any other Mixed ethnic background (M9)",
                    "Asian or Asian British - Indian (A1)",
                    "Asian or Asian British - Pakistani (A2)",
                    "Asian or Asian British - Bangladeshi (A3)",
                    "Asian or Asian British - Any other Asian ethnic background (A9)",
                    "Black or Black British - Caribbean (B1)",
                    "Black or Black British - African (B2)",
                    "Black or Black British - Any other Black ethnic background (B9)",
                    "Chinese or other ethnic group - Chinese (O1)",
                    "Chinese or other ethnic group - Any other ethnic group (O9)",
                    "Not Stated (NS)");

    static final List<String> OFFICER_DEFINED_ETHNICITY =
            List.of("White", "Black", "Asian", "Mixed", "Other");

    private StopSearchValues() {}
}
