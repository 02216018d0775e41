namespace IdPhoto.App.Journey;

/// <summary>What a person has chosen on this device. Kept in the browser's storage and sent nowhere.</summary>
public sealed record Settings
{
    /// <summary>The language's tag; null follows the browser.</summary>
    public string? Language { get; set; }

    /// <summary>'light', 'dark' or 'system'.</summary>
    public string Theme { get; set; } = "system";

    /// <summary>Whether the camera screen speaks.</summary>
    public bool Speak { get; set; }

    /// <summary>Documents that were chosen last, the newest first.</summary>
    public IReadOnlyList<string> Recent { get; set; } = [];

    /// <summary>Sizes of the person's own.</summary>
    public IReadOnlyList<CustomDocument> Customs { get; set; } = [];

    /// <summary>Whether the large network may be downloaded without another question.</summary>
    public bool LargeDownload { get; set; }

    /// <summary>The standing agreement to use the server; null where there is none.</summary>
    public Consent? Server { get; set; }

    /// <summary>With a document at the head of the recent ones.</summary>
    public Settings Using(string document)
        => this with { Recent = [document, .. Recent.Where(id => id != document).Take(5)] };
}

/// <summary>A size of the person's own.</summary>
/// <param name="Name">What they call it.</param>
/// <param name="Line">As <c>CustomSpec.Parse</c> reads it.</param>
public sealed record CustomDocument(string Name, string Line);

/// <summary>An agreement to send photos to the server.</summary>
/// <param name="Policy">The version of the policy that was agreed to.</param>
/// <param name="At">When.</param>
/// <param name="Always">For good; otherwise for one photo.</param>
public sealed record Consent(int Policy, DateTimeOffset At, bool Always);

/// <summary>A photo that was sent to the server, as this device remembers it.</summary>
/// <param name="Id">The server's identifier; one of this device's own while the server has not answered.</param>
/// <param name="Token">What opens and erases it; null once it is gone.</param>
/// <param name="SentAt">When.</param>
/// <param name="ExpiresAt">When it is gone by itself.</param>
/// <param name="Policy">The version of the policy that was agreed to.</param>
/// <param name="Guardian">Whether a guardian said that they are the guardian.</param>
public sealed record Upload(string Id, string? Token, DateTimeOffset SentAt, DateTimeOffset ExpiresAt, int Policy, bool Guardian)
{
    /// <summary>When it was erased; null while it is there.</summary>
    public DateTimeOffset? ErasedAt { get; set; }

    /// <summary>The signed statement of the erasure.</summary>
    public string? Receipt { get; set; }

    /// <summary>Whether the server has answered: without an answer nobody knows whether the photo came.</summary>
    public bool Answered { get; set; }

    /// <summary>Whether it may still be on the server.</summary>
    public bool IsThere(DateTimeOffset now) => ErasedAt is null && now < ExpiresAt;
}

/// <summary>Who runs this copy of the app.</summary>
/// <param name="Name">Who.</param>
/// <param name="Contact">An address for letters, such as an e-mail address.</param>
public sealed record OperatorFacts(string? Name, string? Contact);

/// <summary>The policy's version.</summary>
public static class PrivacyPolicy
{
    /// <summary>Raised with every change of what is done with data; a standing agreement is to this version alone.</summary>
    public const int Version = 1;

    /// <summary>In force since then.</summary>
    public static readonly DateOnly Since = new(2026, 11, 26);
}
