using IdPhoto.Borders;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>A finished page and what is known of it.</summary>
public sealed record MadePhoto
{
    /// <summary>The page.</summary>
    public required Picture Picture { get; init; }

    /// <summary>The document's geometry.</summary>
    public required PageGeometry Page { get; init; }

    /// <summary>Where the page lies in the source, and how each framing rule is kept.</summary>
    public required Placement Placement { get; init; }

    /// <summary>The head in pixels of the source.</summary>
    public required HeadMeasure SourceHead { get; init; }

    /// <summary>The head in pixels of the page.</summary>
    public required HeadMeasure Head { get; init; }

    /// <summary>Whether places of the head were set by hand (<see cref="MakeOptions.Marks"/>).</summary>
    public bool Marked { get; init; }

    /// <summary>Whether the photo is mirrored (<see cref="EditRequest.Mirror"/>): <see cref="Placement"/> and <see cref="Head"/> are those of the mirrored page.</summary>
    public bool Mirrored { get; init; }

    /// <summary>What framing might do: above all, which edges of the picture the page may exceed.</summary>
    public FramingOptions Framing { get; init; } = new();

    /// <summary>The new background, or null where the picture's own was kept.</summary>
    public required Colour? Background { get; init; }

    /// <summary>What lay around the photo in its file and was left out of the picture.</summary>
    public PictureBorder Border { get; init; } = PictureBorder.None;

    /// <summary>What became of the file's own transparency. With <see cref="Transparency.Matte"/> a replaced background is seen through it.</summary>
    public Transparency Transparency { get; init; }

    /// <summary>Whether somebody else touched the person: the outline between the two is a guess. Only where the background was replaced.</summary>
    public bool IsDivided { get; init; }

    /// <summary>Whether the new background hides the shoulders: clothes or hair have almost its colour. Only where it was replaced.</summary>
    public bool HidesShoulders { get; init; }

    /// <summary>Straight alpha, a byte for each pixel of the page, 0 transparent .. 255 opaque; null for an opaque photo. Its <see cref="Background"/> is white.</summary>
    public byte[]? Alpha { get; init; }

    /// <summary>What was weighed: the document's edit policy against the request.</summary>
    public required EditPlan Plan { get; init; }

    /// <summary>Every operation on pixels that made the page, in order; decoding and writing add theirs.</summary>
    public required IReadOnlyList<Edit> Edits { get; init; }

    /// <summary>Whether the person was cut out by the file's own transparency.</summary>
    public bool IsFileMatte => Background is not null && Transparency == Transparency.Matte;

    /// <summary>How far the photo was in fact changed.</summary>
    public EditLevel Level => Background is null && Placement.RollDegrees == 0 && !Mirrored ? EditLevel.Untouched : EditLevel.Background;

    /// <summary>Where the page lies in the picture before it is mirrored.</summary>
    internal Placement Taken => Mirrored ? Placement.Mirrored() : Placement;

    internal MadePhoto InMirror() => this with
    {
        Picture = Picture.Mirrored(),
        Alpha = Alpha is null ? null : MirroredRows.Of(Alpha, Picture.Size, 1),
        Placement = Placement.Mirrored(),
        Head = Head.Mirrored(Picture.Width),
        Mirrored = true,
        Edits = [.. Edits, EditLedger.OfMirroring()],
    };
}
