using IdPhoto.Composing;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>A page for which everything is known: only its pixels are still to be made.</summary>
internal abstract record ReadyPage(PagePlan Plan, Placement Placement)
{
    /// <summary>A page with the picture's own background is ready as soon as it is planned.</summary>
    public static ReadyPage Of(KeptPage page) => new Kept(page.Plan, page.Placement);

    /// <summary>A page with a new background is ready once the person is cut out.</summary>
    public static ReadyPage Of(CutPage page) => new Replaced(page);

    /// <summary>The background that the page gets; null where it keeps the picture's own.</summary>
    protected abstract Colour? Background { get; }

    /// <summary>Makes the photo.</summary>
    public MadePhoto Compose() => new()
    {
        Picture = Pixels(),
        Page = Plan.Geometry,
        Placement = Placement,
        SourceHead = Plan.Head,
        Head = Plan.Head.Mapped(Placement.TargetToSource.Inverse()),
        Background = Background,
        Plan = Plan.Edits,
        Edits = EditLedger.OfPage(Plan.Portrait.QuarterTurns, Plan.Portrait.Pixels.Size, Placement, Background),
    };

    protected abstract Picture Pixels();

    private sealed record Kept(PagePlan Plan, Placement Placement) : ReadyPage(Plan, Placement)
    {
        protected override Colour? Background => null;

        protected override Picture Pixels() => Composer.KeepBackground(Plan.Portrait.Pixels, Placement);
    }

    private sealed record Replaced(CutPage Page) : ReadyPage(Page.Plan, Page.Placement)
    {
        protected override Colour? Background => Page.Background;

        protected override Picture Pixels() => Composer.ReplaceBackground(Plan.Portrait.Pixels, Placement, Page.Cutout, Page.Background);
    }
}
