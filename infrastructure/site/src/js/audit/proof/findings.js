// What the checks found so far. One thing that does not hold does not end a verification: the auditor wants to know whether it is
// one file or all of them.
import {Refuted} from './canonical.js';

export class Findings {
    proved = [];
    open = [];
    refuted = [];
    /// Names of editions of which something does not hold.
    broken = new Set();
    complete = true;

    prove(sentence) {
        this.proved.push(sentence);
    }

    leave(sentence) {
        this.open.push(sentence);
    }

    /// Notes what the archive should show and does not: with such a gap nothing holds, however it is anchored.
    lack(sentence) {
        this.open.push(sentence);
        this.complete = false;
    }

    /// Runs a check; what it refutes is noted.
    /// @return whether it held
    async holds(check) {
        try {
            await check();
            return true;
        } catch (e) {
            if (!(e instanceof Refuted)) throw e;
            this.refuted.push({where: e.where, what: e.message});
            return false;
        }
    }

    /// Runs a check of an edition, unless something of it did not hold before: what is made of a file that is not the one signed
    /// would be a second name for the same fault.
    /// @return whether it ran and held
    async holdsFor(edition, check) {
        if (this.broken.has(edition.name)) return false;
        const held = await this.holds(check);
        if (!held) this.broken.add(edition.name);
        return held;
    }

    /// @param anchored whether keys and heads were given for all of the archive
    verdict(anchored) {
        if (this.refuted.length > 0) return {level: 'broken', ...this.refuted[0], more: this.refuted.length - 1, refuted: this.refuted};
        return {level: anchored && this.complete ? 'holds' : 'nothing-wrong', anchored, complete: this.complete, proved: this.proved, open: this.open};
    }
}
