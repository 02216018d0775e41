using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Heads;

namespace IdPhoto.Portraits;

/// <summary>What is to be made of a portrait for one document.</summary>
/// <param name="Portrait">The portrait.</param>
/// <param name="Head">Its main head, as far as it was marked by hand with those marks.</param>
/// <param name="Geometry">The document's page.</param>
/// <param name="Edits">What will be done to the photo.</param>
/// <param name="Asked">What was asked for.</param>
internal sealed record PagePlan(Portrait Portrait, HeadMeasure Head, PageGeometry Geometry, EditPlan Edits, MakeOptions Asked)
{
    /// <summary>Places the page.</summary>
    /// <param name="left">Whether it may reach beyond the picture's left edge.</param>
    /// <param name="right">Likewise the right edge.</param>
    /// <param name="top">Likewise the upper edge.</param>
    /// <exception cref="PhotoException">The head cannot be framed as the document requires.</exception>
    public PagePlace Place(bool left, bool right, bool top)
    {
        FramingOptions options = new()
        {
            Force = Asked.Force,
            Level = Edits.Level,
            ReplacingMayHelp = Edits.Background is null && Edits.Permitted >= EditLevel.Background,
            MayExceedLeft = left,
            MayExceedRight = right,
            MayExceedTop = top,
        };
        Placement placed = Framer.Place(Head, Portrait.Pixels.Size, Geometry, options);
        if (Asked is { KeepHair: true, Force: false, Adjustment: null or { IsNone: true } } && placed.Rules.Any(rule => rule is { Rule: FramingRules.HairInside, Holds: false }))
            throw FramingRefusal.HairCut();
        // A person moves what they see; the page is mirrored last.
        PageAdjustment? adjustment = Asked.Mirror ? Asked.Adjustment?.Mirrored() : Asked.Adjustment;
        Placement page = adjustment is not null ? Framer.Adjust(placed, adjustment, Head, Portrait.Pixels.Size, Geometry, options) : placed;
        return new PagePlace(placed, page, options);
    }
}

/// <summary>Where a page lies.</summary>
/// <param name="Placed">Where the document's rules put it.</param>
/// <param name="Page">Where it lies for good: there, or where a person has moved it by hand.</param>
/// <param name="Options">What framing might do.</param>
internal sealed record PagePlace(Placement Placed, Placement Page, FramingOptions Options);
