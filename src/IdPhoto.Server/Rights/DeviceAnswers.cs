using System.Text.Json.Serialization;

namespace IdPhoto.Server.Rights;

/// <summary>Everything that the server knows of an install.</summary>
/// <param name="FirstSeen">The day on which it first told the server something.</param>
/// <param name="LastSeen">The day on which it was last here.</param>
/// <param name="Expires">When all of this is deleted, unless it is here again.</param>
/// <param name="Language">The language's tag that it sent.</param>
/// <param name="Platform">android, ios, windows, mac, linux or other.</param>
/// <param name="AppVersion">The app's version that it sent.</param>
internal sealed record DeviceAnswer(
    DateTimeOffset FirstSeen, DateTimeOffset LastSeen, DateTimeOffset Expires, string? Language, string? Platform, string? AppVersion)
{
    /// <summary>What is kept of each kind: consents, photos, and the notices that were asked for.</summary>
    [JsonExtensionData]
    public Dictionary<string, object>? Parts { get; init; }
}

/// <summary>A yes to a purpose.</summary>
/// <param name="Policy">The policy that was read, as GET /v1/policy names it.</param>
/// <param name="Guardian">For a child's photo: a parent or guardian says that they are one.</param>
internal sealed record ConsentRequest(string? Policy, bool Guardian = false);

/// <summary>A yes that was taken back.</summary>
/// <param name="WithdrawnAt">When; null where there was none.</param>
/// <param name="Erased">What was deleted with it.</param>
internal sealed record WithdrawnAnswer(DateTimeOffset? WithdrawnAt, IReadOnlyList<string> Erased);

/// <summary>An install that was forgotten.</summary>
/// <param name="ErasedAt">When.</param>
/// <param name="Erased">What was deleted; `traces` once nothing is left of it in the server's files.</param>
/// <param name="Receipt">A JSON Web Signature, to be checked with GET /v1/receipt-keys or POST /v1/receipts/check.</param>
internal sealed record DeletedAnswer(DateTimeOffset ErasedAt, IReadOnlyList<string> Erased, string Receipt);
