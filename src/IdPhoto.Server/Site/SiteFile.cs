namespace IdPhoto.Server.Site;

/// <summary>A file of the app as it was found when the server started.</summary>
/// <param name="Address">Below the server's root, such as <c>engine/worker.js</c>; not encoded.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="MediaType">What it is, also when it is sent compressed.</param>
internal sealed record SiteFile(string Address, string Path, string MediaType)
{
    /// <summary>Compressed copies that lie beside it, by content coding; the one to be preferred first.</summary>
    public required IReadOnlyList<ContentCopy> Copies { get; init; }

    /// <summary>The content policy that a page states in itself; null for what is no page.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether it is a page that only another page of the app may show, in a frame.</summary>
    public bool IsFramed => Policy is not null && Address != SiteFolder.Start;

    /// <summary>Whether it is a part of a network, which an address with its hash names for good.</summary>
    public bool IsNetworkPart => Address.StartsWith("engine/networks/", StringComparison.Ordinal) && !Address.EndsWith(".json", StringComparison.Ordinal);
}

/// <summary>The same file compressed.</summary>
/// <param name="Coding">Its content coding, as in <c>Accept-Encoding</c>.</param>
/// <param name="Path">Where it lies.</param>
internal sealed record ContentCopy(string Coding, string Path);
