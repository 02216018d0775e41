using IdPhoto.Edits;
using IdPhoto.Persons;

namespace IdPhoto.Portraits;

/// <summary>What is asked of a photo beyond its document: the edits, and how it is made.</summary>
public sealed record MakeOptions : EditRequest
{
    /// <summary>Dots per inch, 72..1200; null takes the document's.</summary>
    public int? Dpi { get; init; }

    /// <summary>Makes the best possible photo where framing, resolution or the number of faces would be refused. Default false.</summary>
    public bool Force { get; init; }

    /// <summary>How the person is looked for.</summary>
    public SceneOptions Scene { get; init; } = new();
}
