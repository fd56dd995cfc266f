package org.patrolledger.local.mail;

/// A mail that was sent.
///
/// @param number counts the mails from 1
/// @param messageId without brackets
/// @param source the whole message, as it was handed over
@SuppressWarnings("ArrayRecordComponent") // Nobody compares mails.
public record SentMail(
        int number,
        String to,
        String subject,
        String messageId,
        String html,
        String text,
        byte[] source) {}
