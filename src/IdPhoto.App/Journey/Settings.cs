using IdPhoto.Words;

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

    /// <summary>Documents that the person wants at hand.</summary>
    public IReadOnlyList<string> Favourites { get; set; } = [];

    /// <summary>Sizes of the person's own.</summary>
    public IReadOnlyList<CustomDocument> Customs { get; set; } = [];

    /// <summary>Whether the large network may be downloaded without another question.</summary>
    public bool LargeDownload { get; set; }

    /// <summary>What was agreed to, one for each purpose.</summary>
    public IReadOnlyList<Consent> Consents { get; set; } = [];

    /// <summary>Purposes that were withdrawn while the server could not be asked.</summary>
    public IReadOnlyList<string> Owed { get; set; } = [];

    /// <summary>Ids that this device has dropped and under which the server still has something to delete, as it could not be asked.</summary>
    public IReadOnlyList<string> OwedIds { get; set; } = [];

    /// <summary>Services of other companies that have ended, where their company or this browser still keeps something of it.</summary>
    public IReadOnlyList<string> OwedEnds { get; set; } = [];

    /// <summary>The policy at which the person was asked again and has answered, yes or no.</summary>
    public string? Asked { get; set; }

    /// <summary>Announcements of the policy up to this number need not be shown: they were there before this device was.</summary>
    public int? Announced { get; set; }

    /// <summary>The edition of the policy's text that this device knows: another one is news to it.</summary>
    public int? Edition { get; set; }

    /// <summary>Announcements that the person has put away.</summary>
    public IReadOnlyList<string> Seen { get; set; } = [];

    /// <summary>With a document among the favourites, or no longer.</summary>
    public Settings Favouring(string document)
        => this with { Favourites = Favourites.Contains(document) ? [.. Favourites.Where(id => id != document)] : [.. Favourites, document] };

    /// <summary>With a document at the head of the recent ones.</summary>
    public Settings Using(string document)
        => this with { Recent = [document, .. Recent.Where(id => id != document).Take(5)] };
}

/// <summary>A size of the person's own.</summary>
/// <param name="Name">What they call it.</param>
/// <param name="Line">As <c>CustomSpec.Parse</c> reads it.</param>
public sealed record CustomDocument(string Name, string Line);

/// <summary>An agreement.</summary>
/// <param name="Purpose">One of <see cref="Purposes"/>.</param>
/// <param name="Tag">What was agreed to.</param>
/// <param name="At">When.</param>
/// <param name="Always">For good; otherwise for one photo.</param>
/// <param name="Guardian">Whether a guardian said that they are the guardian.</param>
public sealed record Consent(string Purpose, string Tag, DateTimeOffset At, bool Always, bool Guardian);

/// <summary>What one can agree to, in the words of the server.</summary>
public static class Purposes
{
    /// <summary>Photos are sent to the server.</summary>
    public const string ServerPhotos = "server-photos";

    /// <summary>Notices by e-mail.</summary>
    public const string Notices = "notices";

    /// <summary>Notices by the browser.</summary>
    public const string Push = "push";

    /// <summary>Another company counts how the app is used.</summary>
    public const string Analytics = "analytics";

    /// <summary>Another company's advertising.</summary>
    public const string Ads = "ads";
}

/// <summary>A photo that was sent to the server, as this device remembers it.</summary>
/// <param name="Id">The server's identifier; one of this device's own while the server has not answered.</param>
/// <param name="Token">What opens and erases it; null once it is gone.</param>
/// <param name="SentAt">When.</param>
/// <param name="ExpiresAt">When it is gone by itself.</param>
/// <param name="Tag">The policy that was agreed to.</param>
/// <param name="Guardian">Whether a guardian said that they are the guardian.</param>
public sealed record Upload(string Id, string? Token, DateTimeOffset SentAt, DateTimeOffset ExpiresAt, string? Tag, bool Guardian)
{
    /// <summary>When it was erased; null while it is there.</summary>
    public DateTimeOffset? ErasedAt { get; set; }

    /// <summary>The signed statement of the erasure.</summary>
    public string? Receipt { get; set; }

    /// <summary>Whether the server has answered: without an answer nobody knows whether the photo came.</summary>
    public bool Answered { get; set; }

    /// <summary>Whether it was sent with this device's id: then the server knows which photos to erase, without their tokens.</summary>
    public bool ById { get; set; }

    /// <summary>The id that it was sent with, where this device has dropped that and the server still has to delete what is under it.</summary>
    public string? OwedId { get; set; }

    /// <summary>Whether it may still be on the server.</summary>
    public bool IsThere(DateTimeOffset now) => ErasedAt is null && now < ExpiresAt;
}

/// <summary>Who runs this copy of the app.</summary>
/// <param name="Name">Who.</param>
/// <param name="Contact">An address for letters, such as an e-mail address.</param>
public sealed record OperatorFacts(string? Name, string? Contact);

/// <summary>The policy whose text this version of the app brings.</summary>
public static class PrivacyPolicy
{
    /// <summary>What is agreed to where the operator has announced nothing.</summary>
    public static string Tag { get; } = new PolicyTag(PolicyEdition.Number, 0).ToString();
}
