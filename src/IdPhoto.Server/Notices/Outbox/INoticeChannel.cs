namespace IdPhoto.Server.Notices.Outbox;

/// <summary>A way to a person. There is one call at a time.</summary>
internal interface INoticeChannel
{
    /// <summary>One of <see cref="Channels"/>.</summary>
    string Name { get; }

    /// <summary>The purpose that a person must have agreed to.</summary>
    string Purpose { get; }

    /// <summary>Hands a notice over.</summary>
    /// <param name="entry">What and to whom.</param>
    /// <param name="begin">To be called right before it may arrive; what it throws has to keep it from being sent.</param>
    /// <param name="cancel">Ends it as long as nothing was handed over.</param>
    /// <returns>What came of it; null where the person has no subscription any more.</returns>
    Task<Delivery?> DeliverAsync(OutboxEntry entry, Action begin, CancellationToken cancel);

    /// <summary>Nothing is due for a while.</summary>
    Task RestAsync(CancellationToken cancel);
}
