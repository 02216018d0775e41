namespace IdPhoto.App.Device;

/// <summary>Everything that the server knows of this device.</summary>
public sealed record DeviceRecord(
    DateTimeOffset FirstSeen, DateTimeOffset LastSeen, DateTimeOffset? Expires, string? Language, string? Platform, string? AppVersion,
    IReadOnlyList<GivenConsent>? Consents, IReadOnlyList<KnownPhoto>? Photos, MailChoice? Email, PushChoice? Push);

/// <summary>A consent as the server has recorded it.</summary>
public sealed record GivenConsent(string Purpose, string Policy, string? Controller, DateTimeOffset GivenAt, DateTimeOffset? WithdrawnAt, bool Guardian);

/// <summary>A photo that the server still has.</summary>
public sealed record KnownPhoto(DateTimeOffset SentAt, DateTimeOffset ExpiresAt);

/// <summary>Notices by e-mail.</summary>
public sealed record MailChoice(string Address, bool Confirmed, IReadOnlyList<string>? Documents, bool Policy);

/// <summary>Notices by the browser.</summary>
public sealed record PushChoice(string Kind, IReadOnlyList<string>? Documents, bool Policy);

/// <summary>What the server can send notices by.</summary>
public sealed record NoticeWays(bool Email, PushWays? Push);

/// <summary>Ways to a browser.</summary>
/// <param name="Web">The server's public key of Web Push; null where it has none.</param>
/// <param name="Fcm">Whether it sends by Firebase.</param>
public sealed record PushWays(string? Web, bool Fcm);

/// <summary>What the server says when a letter has come.</summary>
public sealed record LetterTaken(string Reference);

/// <summary>One who may get data.</summary>
public sealed record ProcessorLine(string Name, string Purpose, string Data, string Retention, string Country, string When);

/// <summary>Something that is counted.</summary>
public sealed record CountedLine(string Name, string Counted);
