using IdPhoto.Composing;
using IdPhoto.Documents;
using IdPhoto.Framing;

namespace IdPhoto.Portraits;

/// <summary>A page with a new background whose place is known.</summary>
internal sealed record PlacedPage(PagePlan Plan, Colour Background, PagePlace Place, bool IsDivided)
{
    /// <summary>Where it lies for good.</summary>
    public Placement Placement => Place.Page;

    /// <summary>The page with the person cut out for it.</summary>
    public CutPage With(PageCutout cutout) => new(Plan, Background, Place, IsDivided, cutout);
}

/// <summary>A page for which the person is cut out.</summary>
internal sealed record CutPage(PagePlan Plan, Colour Background, PagePlace Place, bool IsDivided, PageCutout Cutout);
