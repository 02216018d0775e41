using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>A page whose edits are decided: one that keeps the picture's background is placed for good, the other as a first guess.</summary>
internal abstract record PlannedPage(PagePlan Plan)
{
    /// <summary>Decides what is done, and where the page lies as far as that is known without the person's outline.</summary>
    /// <exception cref="PhotoException">The document forbids an edit, or the head cannot be framed.</exception>
    public static PlannedPage Of(Portrait portrait, HeadMeasure head, PhotoSpec spec, MakeOptions options)
    {
        PageGeometry page = spec.Resolve(options.Dpi);
        EditPlan edits = EditPlan.Of(spec, options);
        if (options.Adjustment is { Turn: not 0 } && !edits.MayTurn)
            throw EditPlan.TurnForbidden(spec);
        PagePlan plan = new(portrait, head, page, edits, options);
        return plan.Edits.Background is Colour background
            ? new UnplacedPage(plan, background, plan.Place(left: true, right: true, top: true))
            : new KeptPage(plan, plan.Place(left: false, right: false, top: false));
    }

    /// <summary>The page as it can be composed, once those that need the person have it cut out.</summary>
    /// <param name="cut">How the cutting out of a page ended.</param>
    public abstract Outcome<ReadyPage> Ready(Func<UnplacedPage, Outcome<CutPage>> cut);
}

/// <summary>A page with the picture's own background: there is nothing to cut out.</summary>
internal sealed record KeptPage(PagePlan Plan, PagePlace Place) : PlannedPage(Plan)
{
    /// <inheritdoc/>
    public override Outcome<ReadyPage> Ready(Func<UnplacedPage, Outcome<CutPage>> cut) => new Outcome<ReadyPage>.Done(ReadyPage.Of(this));
}

/// <summary>A page with a new background, which may reach beyond the picture only where the person does not.</summary>
/// <param name="Plan">What is to be made.</param>
/// <param name="Background">The new background.</param>
/// <param name="Guess">Where the page lies if the person reaches no edge of the picture.</param>
internal sealed record UnplacedPage(PagePlan Plan, Colour Background, PagePlace Guess) : PlannedPage(Plan)
{
    /// <summary>The networks see this much around the page, in page widths.</summary>
    public const double Surroundings = 0.12;

    /// <summary>The page and its surroundings, in pixels of the working copy.</summary>
    // A page that was moved by hand stays within the same question as long as it can, so that no network runs for it again.
    public Box Around
    {
        get
        {
            Box around = BoxOf(Guess.Placed, Surroundings);
            return around.Contains(Shown) ? around : around.Union(BoxOf(Guess.Page, Surroundings));
        }
    }

    /// <summary>The page alone, as far as the picture goes, in pixels of the working copy.</summary>
    public Box Shown => BoxOf(Guess.Page, 0);

    /// <summary>Places the page for good.</summary>
    /// <exception cref="PhotoException">The head cannot be framed as the document requires.</exception>
    public PlacedPage Place(PersonScene scene) => new(Plan, Background, Plan.Place(
        left: !EdgeTouch.Left(scene), right: !EdgeTouch.Right(scene, Plan.Portrait.Working.Size), top: !EdgeTouch.Top(scene)), scene.IsDivided);

    /// <inheritdoc/>
    public override Outcome<ReadyPage> Ready(Func<UnplacedPage, Outcome<CutPage>> cut) => cut(this).Then(ReadyPage.Of);

    private Box BoxOf(Placement page, double surroundings)
    {
        Portrait portrait = Plan.Portrait;
        double w = page.Size.Width, h = page.Size.Height, m = surroundings * w;
        Point[] corners = [.. new Point[] { new(-m, -m), new(w + m, -m), new(w + m, h + m), new(-m, h + m) }
            .Select(corner => page.TargetToSource.Apply(corner) * portrait.WorkingScale)];
        double left = corners.Min(p => p.X), top = corners.Min(p => p.Y);
        return new Box(left, top, corners.Max(p => p.X) - left, corners.Max(p => p.Y) - top)
            .Intersect(new Box(0, 0, portrait.Working.Width, portrait.Working.Height));
    }
}
