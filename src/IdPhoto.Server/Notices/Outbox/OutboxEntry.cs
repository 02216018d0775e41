namespace IdPhoto.Server.Notices.Outbox;

/// <summary>One notice to one person over one channel.</summary>
/// <param name="Reference">What it is about: 'policy' or 'rules' with a number or name, or 'confirm' with what a token follows from.</param>
/// <param name="Person">The keyed hash of an install.</param>
/// <param name="Channel">One of <see cref="Channels"/>.</param>
/// <param name="Attempts">How often it was refused for now.</param>
internal sealed record OutboxEntry(string Reference, byte[] Person, string Channel, int Attempts)
{
    /// <summary>Comes before the rest of the reference of a mail that asks for confirmation.</summary>
    public const string Confirmation = "confirm ";

    /// <summary>Whether it asks a person to confirm an address.</summary>
    public bool IsConfirmation => Reference.StartsWith(Confirmation, StringComparison.Ordinal);
}

/// <summary>The ways to a person.</summary>
internal static class Channels
{
    public const string Mail = "email";
    public const string Push = "push";
}

/// <summary>What has become of a notice.</summary>
internal static class OutboxStates
{
    /// <summary>May be claimed once it is due.</summary>
    public const string Waiting = "waiting";

    /// <summary>A process is about to send it; nobody else has it yet.</summary>
    public const string Claimed = "claimed";

    /// <summary>It is being handed over: from here on it may have arrived.</summary>
    public const string Sending = "sending";

    /// <summary>It was taken.</summary>
    public const string Sent = "sent";

    /// <summary>It was refused for good, or too often.</summary>
    public const string Failed = "failed";

    /// <summary>The person must not be written to, or wants no notices any more.</summary>
    public const string Withheld = "withheld";

    /// <summary>It was handed over twice and no answer came either time.</summary>
    public const string Unknown = "unknown";

    /// <summary>Those after which nothing happens.</summary>
    public static readonly IReadOnlyList<string> Ended = [Sent, Failed, Withheld, Unknown];
}
