using IdPhoto.Server.Audit;

namespace IdPhoto.Cli.Admin;

/// <summary>What a check of the audit log found.</summary>
/// <param name="Sound">Whether nobody has changed anything.</param>
/// <param name="Lines">Whole lines up to the first that is wrong, or to the end.</param>
/// <param name="Head">SHA-256 of the last of them, in hexadecimal.</param>
/// <param name="Fault">The first line that is wrong; null for none.</param>
/// <param name="DamageRecorded">The first line in which a start of the server wrote down that the log was damaged; null for none.</param>
/// <param name="Interrupted">Whether the server was killed while it wrote a line; the next start puts that right.</param>
internal sealed record VerdictLine(bool Sound, long Lines, string Head, FaultLine? Fault, long? DamageRecorded, bool Interrupted)
{
    public static VerdictLine Of(AuditVerdict verdict) => new(
        verdict.IsSound, verdict.Lines, verdict.Head,
        verdict.Fault is { } fault ? new FaultLine(fault.Line, fault.Word, Speech.Say(fault.Said)) : null, verdict.Damage, verdict.Interrupted);
}

/// <summary>Where a log is wrong, and how.</summary>
/// <param name="Line">Counted from 1 in the file.</param>
/// <param name="Kind">changed, removed, inserted, out-of-order, disconnected, truncated, note-missing, note-changed or note-of-another.</param>
/// <param name="Sentence">The same in words.</param>
internal sealed record FaultLine(long Line, string Kind, string Sentence);
