using IdPhoto.Borders;
using IdPhoto.Compliance.Measures;
using IdPhoto.Compliance.Rules;
using IdPhoto.Compliance.View;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Compliance;

/// <summary>Checks a portrait against a document's rules. Changes nothing, keeps nothing.</summary>
public static class ComplianceChecker
{
    /// <summary>Shapes differ by less than this when a picture is the finished photo.</summary>
    private const double SameShape = 0.015;

    /// <summary>A finished photo's head is framed about as the document asks: within this factor of the middle of its range.</summary>
    private const double SameFraming = 1.3;

    /// <summary>Checks a portrait.</summary>
    /// <param name="portrait">As <see cref="PortraitReader"/> returns it, with the main head measured.</param>
    /// <param name="spec">The document.</param>
    /// <param name="options">What is known beside the pixels; null for nothing.</param>
    /// <exception cref="ArgumentException">The portrait has faces, but no head was measured.</exception>
    public static ComplianceReport Check(Portrait portrait, PhotoSpec spec, CheckOptions? options = null)
        => Check(FaceMeasurements.Of(portrait, options?.Header), spec, options);

    /// <summary>Checks a portrait that was measured before.</summary>
    /// <param name="face">The measures.</param>
    /// <param name="spec">The document.</param>
    /// <param name="options">What is known beside the pixels; its header is not used. Null for nothing.</param>
    public static ComplianceReport Check(FaceMeasurements face, PhotoSpec spec, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(face);
        ArgumentNullException.ThrowIfNull(spec);
        options ??= new CheckOptions();
        spec = spec.ForAge(options.AgeYears);
        return face.View is null ? WithoutFace(face.Portrait, spec, options) : Report(Gather(face, spec, options));
    }

    /// <summary>Checks the picture that a photo was made of, within the frame that was made and with what was done to it.</summary>
    /// <param name="face">The picture's measures.</param>
    /// <param name="spec">The document.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="options">What is known beside the pixels; null for nothing.</param>
    public static ComplianceReport CheckSource(FaceMeasurements face, PhotoSpec spec, MadePhoto photo, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(face);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(photo);
        options ??= new CheckOptions();
        Page made = new(photo.Page, photo.Taken.TargetToSource, null, true, photo.Plan);
        return face.View is null ? WithoutFace(face.Portrait, spec, options)
            : Report(Gathered(face, spec, options, finished: false, made) with { Marked = photo.Marked ? photo.SourceHead : null });
    }

    private static ComplianceReport Report(RuleContext context) => new()
    {
        Spec = context.Spec,
        Kind = context.Finished ? PhotoKind.Finished : PhotoKind.Capture,
        Findings = [.. RuleBook.All.Select(rule => RuleEngine.Ask(rule, context)).OfType<Finding>()],
        Checklist = Checklists.For(context.Spec, context.Options),
        Border = BorderOf(context.Portrait),
        Marks = Marking.Of(context),
    };

    private static ComplianceReport WithoutFace(Portrait portrait, PhotoSpec spec, CheckOptions options) => new()
    {
        Spec = spec,
        Kind = IsFinished(portrait, options, HasShape(portrait.Pixels.Size, spec.Resolve().Size)) ? PhotoKind.Finished : PhotoKind.Capture,
        Findings = [FaceCountRule.None(spec)],
        Checklist = Checklists.For(spec, options),
        Border = BorderOf(portrait),
    };

    private static PictureBorder BorderOf(Portrait portrait) => portrait.Border.Turned(portrait.QuarterTurns);

    private static RuleContext Gather(FaceMeasurements face, PhotoSpec spec, CheckOptions options)
    {
        PageGeometry page = spec.Resolve();
        HeadMeasure head = face.Portrait.Heads[0];
        EditPlan plan = EditPlan.Of(spec, new EditRequest());
        PixelSize picture = face.Portrait.Pixels.Size;
        bool finished = IsFinished(face.Portrait, options, IsPage(picture, head, page));
        Page placed = finished
            ? new Page(page, Whole(picture, page), null, false, plan)
            : Cropped(face.Portrait, head, page, plan, spec.Edit.Permitted >= EditLevel.Background);
        return Gathered(face, spec, options, finished, placed);
    }

    private static RuleContext Gathered(FaceMeasurements face, PhotoSpec spec, CheckOptions options, bool finished, Page placed)
    {
        AffineMap toView = placed.ToPicture.Then(face.View!.ToPicture.Inverse());
        return new RuleContext
        {
            Portrait = face.Portrait,
            Spec = spec,
            Page = placed.Geometry,
            Options = options with { Header = face.Header },
            Finished = finished,
            PageToPicture = placed.ToPicture,
            Refusal = placed.Refusal,
            FitsWithNewBackground = placed.FitsWithNewBackground,
            Plan = placed.Plan,
            View = face.View,
            Look = face.Look! with { Background = BackgroundLook.Of(face.View, [.. Corners(placed.Geometry.Size).Select(toView.Apply)]) },
        };
    }

    /// <summary>Whether a border in a file belongs to the photo, because the file may be the finished photo, which is handed in with it.</summary>
    /// <param name="file">Columns and rows of the whole file; it may lie on its side.</param>
    /// <param name="spec">The document.</param>
    /// <param name="options">What the photo is said to be.</param>
    internal static bool KeepsBorder(PixelSize file, PhotoSpec spec, CheckOptions options)
    {
        PixelSize page = spec.ForAge(options.AgeYears).Resolve().Size;
        return options.Kind == PhotoKind.Finished || (options.Kind == PhotoKind.Auto && (HasShape(file, page) || HasShape(new PixelSize(file.Height, file.Width), page)));
    }

    private static bool HasShape(PixelSize picture, PixelSize page)
        => Math.Abs(((double)picture.Width * page.Height / ((double)picture.Height * page.Width)) - 1) < SameShape;

    // A file of which a border was left out is not what would be handed in, however what is left of it looks.
    private static bool IsFinished(Portrait portrait, CheckOptions options, bool looksFinished)
        => options.Kind == PhotoKind.Auto ? looksFinished && !portrait.Border.Any : options.Kind == PhotoKind.Finished;

    private static bool IsPage(PixelSize picture, HeadMeasure head, PageGeometry page)
    {
        if (picture == page.Size)
            return true;
        double share = (page.HeadTop == HeadTop.Crown ? head.CrownHeight : head.HairHeight) / picture.Height;
        double wanted = page.Head.Target / page.Size.Height;
        return HasShape(picture, page.Size) && share < wanted * SameFraming && share > wanted / SameFraming;
    }

    private static AffineMap Whole(PixelSize picture, PageGeometry page)
    {
        double scale = (double)picture.Height / page.Size.Height;
        // Centred, should the shapes differ: that is told as a finding of its own.
        return new AffineMap(scale, 0, (picture.Width - (scale * page.Size.Width)) / 2, 0, scale, 0);
    }

    // As the photo would be made: level where the document permits it, and with a new background where it permits that.
    private static Page Cropped(Portrait portrait, HeadMeasure head, PageGeometry page, EditPlan plan, bool mayReplace)
    {
        FramingOptions inside = AsMade(portrait, plan);
        try
        {
            return new Page(page, Framer.Place(head, portrait.Pixels.Size, page, inside).TargetToSource, null, true, plan);
        }
        catch (PhotoException refusal)
        {
            FramingOptions beyond = inside with { MayExceedLeft = true, MayExceedRight = true, MayExceedTop = true };
            try
            {
                return new Page(page, Framer.Place(head, portrait.Pixels.Size, page, beyond).TargetToSource, refusal, mayReplace, plan);
            }
            catch (PhotoException)
            {
                return new Page(page, Framer.Place(head, portrait.Pixels.Size, page, beyond with { Force = true }).TargetToSource, refusal, false, plan);
            }
        }
    }

    // A page with a new background may leave the picture where the person does not reach its edge.
    private static FramingOptions AsMade(Portrait portrait, EditPlan plan)
    {
        if (plan.Background is null || portrait.HeadMap is not { } map)
            return new FramingOptions { Level = plan.Level };
        return new FramingOptions
        {
            Level = plan.Level,
            MayExceedLeft = !EdgeTouch.Left(map.Region, map.Person),
            MayExceedRight = !EdgeTouch.Right(map.Region, map.Person, portrait.Pixels.Size),
            MayExceedTop = !EdgeTouch.Top(map.Region, map.Person),
        };
    }

    private static Point[] Corners(PixelSize page) => [new(0, 0), new(page.Width, 0), new(page.Width, page.Height), new(0, page.Height)];

    /// <summary>Where the document's page lies.</summary>
    private sealed record Page(PageGeometry Geometry, AffineMap ToPicture, PhotoException? Refusal, bool FitsWithNewBackground, EditPlan Plan);
}
