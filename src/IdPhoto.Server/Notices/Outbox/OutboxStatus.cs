namespace IdPhoto.Server.Notices.Outbox;

/// <summary>How far an announcement has come over one channel, for the operator. Counts of the last weeks: what has ended is forgotten after <see cref="OutboxPace.Kept"/>.</summary>
/// <param name="Reference">What it is about.</param>
/// <param name="Channel">email or push.</param>
/// <param name="Waiting">Not handed over yet.</param>
/// <param name="Sent">Taken by the mail server or push service.</param>
/// <param name="Failed">Refused for good.</param>
/// <param name="Withheld">Not sent, because the person has not agreed to the present controller or wants no notices any more.</param>
/// <param name="Unknown">Handed over twice without an answer.</param>
/// <param name="PerhapsTwice">Handed over again after a crash or a broken connection, so that they may have arrived twice.</param>
internal sealed record OutboxStatus(string Reference, string Channel, long Waiting, long Sent, long Failed, long Withheld, long Unknown, long PerhapsTwice);
