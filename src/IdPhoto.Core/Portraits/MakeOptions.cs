using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Matting;
using IdPhoto.Persons;

namespace IdPhoto.Portraits;

/// <summary>What is asked of a photo beyond its document: the edits, and how it is made.</summary>
public sealed record MakeOptions : EditRequest
{
    /// <summary>Dots per inch, 72..1200; null takes the document's.</summary>
    public int? Dpi { get; init; }

    /// <summary>Makes the best possible photo where framing, resolution or the number of faces would be refused. Default false.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// Refuses a photo whose frame leaves hair out whatever the size of the head, rather than warning of it: its check would fail. A page that was
    /// moved by hand is taken as it is. Default false; without effect beside <see cref="Force"/>.
    /// </summary>
    public bool KeepHair { get; init; }

    /// <summary>Places of the head that were set by hand, in place of those that were measured; null for none.</summary>
    public HeadMarks? Marks { get; init; }

    /// <summary>How the page was moved by hand from where the document's rules put it, as the finished photo shows it; null for not at all.</summary>
    public PageAdjustment? Adjustment { get; init; }

    /// <summary>Strokes that correct the cut-out by hand, in their order. Without effect where the background is kept.</summary>
    public IReadOnlyList<BrushStroke> Strokes { get; init; } = [];

    /// <summary>How the person is looked for.</summary>
    public SceneOptions Scene { get; init; } = new();

    /// <summary>Whether the page does not lie where it would by itself.</summary>
    internal bool IsCorrected => Marks?.Any == true || Adjustment?.IsNone == false;
}
