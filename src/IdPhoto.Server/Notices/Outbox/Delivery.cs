namespace IdPhoto.Server.Notices.Outbox;

/// <summary>What came of handing a notice over.</summary>
internal enum DeliveryResult
{
    /// <summary>Whoever is next on the way has it.</summary>
    Delivered,

    /// <summary>Refused for now, for this person.</summary>
    Later,

    /// <summary>Nothing can be handed over there for now.</summary>
    ChannelDown,

    /// <summary>Refused for good.</summary>
    Refused,

    /// <summary>The subscription is no more.</summary>
    Gone,

    /// <summary>The connection ended before an answer came: it may have arrived.</summary>
    Unknown,
}

/// <summary>What came of handing a notice over, and when to try again.</summary>
/// <param name="Result">What came of it.</param>
/// <param name="Wait">How long the other side wants us to wait; null where it does not say.</param>
/// <param name="Reason">Where a channel is down, a word for the operator: a type or a code, nothing that the other side has said.</param>
internal sealed record Delivery(DeliveryResult Result, TimeSpan? Wait = null, string? Reason = null)
{
    public static Delivery Done { get; } = new(DeliveryResult.Delivered);
}

/// <summary>Another process has taken a notice over: this one must not send it.</summary>
internal sealed class LeaseLostException : Exception;
