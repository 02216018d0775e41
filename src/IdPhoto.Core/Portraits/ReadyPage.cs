using IdPhoto.Composing;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>A page for which everything is known: only its pixels are still to be made.</summary>
internal abstract record ReadyPage(PagePlan Plan, PagePlace Place)
{
    /// <summary>A page with the picture's own background is ready as soon as it is planned.</summary>
    public static ReadyPage Of(KeptPage page) => new Kept(page.Plan, page.Place);

    /// <summary>A page with a new background is ready once the person is cut out.</summary>
    public static ReadyPage Of(CutPage page) => new Replaced(page);

    /// <summary>The background that the page gets; null where it keeps the picture's own.</summary>
    protected abstract Colour? Background { get; }

    /// <summary>Whether somebody else touched the person who was cut out.</summary>
    protected virtual bool IsDivided => false;

    /// <summary>Whether the shoulders can hardly be told from the new background.</summary>
    protected virtual bool HidesShoulders => false;

    protected Placement Placement => Place.Page;

    /// <summary>Makes the photo.</summary>
    public MadePhoto Compose()
    {
        (Picture picture, byte[]? alpha) = Pixels();
        MadePhoto photo = Of(picture, alpha);
        return Plan.Asked.Mirror ? photo.InMirror() : photo;
    }

    private MadePhoto Of(Picture picture, byte[]? alpha) => new()
    {
        Picture = picture,
        Alpha = alpha,
        Page = Plan.Geometry,
        Placement = Placement,
        SourceHead = Plan.Head,
        Head = Plan.Head.Mapped(Placement.TargetToSource.Inverse()),
        Marked = Plan.Asked.Marks?.Any == true,
        Framing = Place.Options,
        Background = Background,
        Plan = Plan.Edits,
        IsDivided = IsDivided,
        HidesShoulders = HidesShoulders,
        Border = Plan.Portrait.Border,
        Transparency = Plan.Portrait.Transparency,
        Edits = EditLedger.OfPage(Plan.Portrait.QuarterTurns, Plan.Portrait.Pixels.Size, Placement, Background, Plan.Asked.Strokes.Count, Plan.Portrait.Matte is not null, alpha is not null),
    };

    protected abstract (Picture Picture, byte[]? Alpha) Pixels();

    private sealed record Kept(PagePlan Plan, PagePlace Place) : ReadyPage(Plan, Place)
    {
        protected override Colour? Background => null;

        protected override (Picture Picture, byte[]? Alpha) Pixels() => (Composer.KeepBackground(Plan.Portrait.Pixels, Placement), null);
    }

    private sealed record Replaced(CutPage Page) : ReadyPage(Page.Plan, Page.Place)
    {
        protected override Colour? Background => Page.Background;

        protected override bool IsDivided => Page.IsDivided;

        protected override bool HidesShoulders => !Plan.Asked.Transparent && FaintShare() >= OutlineContrast.Hidden;

        private double FaintShare()
        {
            AffineMap toCutout = Page.Cutout.ToSource.Inverse();
            Point chin = toCutout.Apply(Plan.Head.Chin), eyes = toCutout.Apply(Plan.Head.EyeMidpoint);
            AffineMap toPage = Page.Cutout.ToSource.Then(Placement.TargetToSource.Inverse());
            return OutlineContrast.FaintShare(Page.Cutout, chin, eyes.DistanceTo(chin), toPage, Placement.Size, Page.Background);
        }

        protected override (Picture Picture, byte[]? Alpha) Pixels() => Plan.Asked.Transparent
            ? Composer.LeaveBackgroundOut(Plan.Portrait.Pixels, Placement, Page.Cutout)
            : (Composer.ReplaceBackground(Plan.Portrait.Pixels, Placement, Page.Cutout, Page.Background), null);
    }
}
