using System.Runtime.ExceptionServices;
using IdPhoto.Composing;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>One document's page on its way: planned, placed, cut out; or refused, and then no further step is taken.</summary>
internal sealed class PageJob(Portrait portrait, PhotoSpec spec, MakeOptions options)
{
    /// <summary>The networks see this much around the page, in page widths.</summary>
    private const double Surroundings = 0.12;

    private PhotoException? _refusal;
    private HeadMeasure? _head;
    private PageGeometry? _page;
    private EditPlan? _plan;

    public PhotoSpec Spec => spec;

    /// <summary>Where the page lies; before <see cref="PlaceAround"/> of a page with a new background a first guess.</summary>
    public Placement? Placement { get; private set; }

    /// <summary>The person, as far as the page shows them.</summary>
    public PageCutout? Cutout { get; set; }

    /// <summary>Whether the person must be cut out.</summary>
    public bool NeedsPerson => _refusal is null && _plan?.Background is not null;

    private FramingOptions Framing => new()
    {
        Force = options.Force,
        Level = _plan!.Level,
        ReplacingMayHelp = _plan.Background is null && _plan.Permitted >= EditLevel.Background,
    };

    /// <summary>Takes a step; a refusal is kept until the page is asked for.</summary>
    public void Try(Action step)
    {
        try
        {
            if (_refusal is null)
                step();
        }
        catch (PhotoException refusal)
        {
            _refusal = refusal;
        }
    }

    /// <summary>Refuses the page.</summary>
    public void Refuse(PhotoException refusal) => _refusal ??= refusal;

    /// <summary>Decides what is done, and where the page lies as far as that is known without the person's outline.</summary>
    public void Prepare(HeadMeasure head)
    {
        _head = head;
        _page = spec.Resolve(options.Dpi);
        _plan = EditPlan.Of(spec, options);
        bool free = _plan.Background is not null;
        Place(Framing with { MayExceedLeft = free, MayExceedRight = free, MayExceedTop = free });
    }

    /// <summary>Places the page for good: it may reach beyond the picture only where the person does not.</summary>
    public void PlaceAround(PersonScene scene) => Place(Framing with
    {
        MayExceedLeft = !EdgeTouch.Left(scene),
        MayExceedRight = !EdgeTouch.Right(scene, portrait.Working.Size),
        MayExceedTop = !EdgeTouch.Top(scene),
    });

    /// <summary>The page and its surroundings, in pixels of the working copy.</summary>
    public Box Around()
    {
        Placement at = Placement!;
        double w = at.Size.Width, h = at.Size.Height, m = Surroundings * w;
        Point[] corners = [.. new Point[] { new(-m, -m), new(w + m, -m), new(w + m, h + m), new(-m, h + m) }
            .Select(corner => at.TargetToSource.Apply(corner) * portrait.WorkingScale)];
        double left = corners.Min(p => p.X), top = corners.Min(p => p.Y);
        return new Box(left, top, corners.Max(p => p.X) - left, corners.Max(p => p.Y) - top)
            .Intersect(new Box(0, 0, portrait.Working.Width, portrait.Working.Height));
    }

    /// <exception cref="PhotoException">The page was refused.</exception>
    public MadePhoto Compose()
    {
        if (_refusal is not null)
            ExceptionDispatchInfo.Throw(_refusal);
        Placement at = Placement!;
        return new MadePhoto
        {
            Picture = _plan!.Background is Colour colour
                ? Composer.ReplaceBackground(portrait.Picture, at, Cutout!, colour)
                : Composer.KeepBackground(portrait.Picture, at),
            Page = _page!,
            Placement = at,
            SourceHead = _head!,
            Head = _head!.Mapped(at.TargetToSource.Inverse()),
            Background = _plan.Background,
            Plan = _plan,
            Edits = EditLedger.OfPage(portrait.QuarterTurns, portrait.Picture.Size, at, _plan.Background),
        };
    }

    private void Place(FramingOptions framing) => Placement = Framer.Place(_head!, portrait.Picture.Size, _page!, framing);
}
