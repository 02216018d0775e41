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
        => Check(PortraitExam.Of(portrait, options?.Header), spec, options);

    /// <summary>Checks a portrait that was measured before.</summary>
    /// <param name="exam">The measures.</param>
    /// <param name="spec">The document.</param>
    /// <param name="options">What is known beside the pixels; its header is not used. Null for nothing.</param>
    public static ComplianceReport Check(PortraitExam exam, PhotoSpec spec, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(exam);
        ArgumentNullException.ThrowIfNull(spec);
        options ??= new CheckOptions();
        return exam.View is null ? WithoutFace(exam.Portrait, spec, options) : Report(Gather(exam, spec, options));
    }

    /// <summary>Checks the picture that a photo was made of, within the frame that was made and with what was done to it.</summary>
    /// <param name="exam">The picture's measures.</param>
    /// <param name="spec">The document.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="options">What is known beside the pixels; null for nothing.</param>
    public static ComplianceReport CheckSource(PortraitExam exam, PhotoSpec spec, MadePhoto photo, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(exam);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(photo);
        options ??= new CheckOptions();
        Page made = new(photo.Page, photo.Placement.TargetToSource, null, true, photo.Plan);
        return exam.View is null ? WithoutFace(exam.Portrait, spec, options) : Report(Gathered(exam, spec, options, finished: false, made));
    }

    private static ComplianceReport Report(Evidence evidence) => new()
    {
        Spec = evidence.Spec,
        Kind = evidence.Finished ? PhotoKind.Finished : PhotoKind.Capture,
        Findings = Ordered(evidence),
        Checklist = Checklists.For(evidence.Spec, evidence.Options),
        Marks = Marking.Of(evidence),
    };

    private static ComplianceReport WithoutFace(Portrait portrait, PhotoSpec spec, CheckOptions options) => new()
    {
        Spec = spec,
        Kind = options.Kind != PhotoKind.Auto ? options.Kind : HasShape(portrait.Picture.Size, spec.Resolve().Size) ? PhotoKind.Finished : PhotoKind.Capture,
        Findings = [SizeRules.NoFace(spec)],
        Checklist = Checklists.For(spec, options),
    };

    private static List<Finding> Ordered(Evidence evidence)
    {
        List<Finding> findings =
        [
            .. SizeRules.Of(evidence),
            .. evidence.Finished ? GeometryRules.Of(evidence) : [],
            .. PoseRules.Of(evidence),
            .. EyeRules.Of(evidence),
            .. MouthRules.Of(evidence),
            .. GlassesRules.Of(evidence),
            .. CoverRules.Of(evidence),
            .. BackgroundRules.Of(evidence),
            .. LightRules.Of(evidence),
            .. QualityRules.Of(evidence),
        ];
        Dictionary<string, int> order = ComplianceRules.All.Select((code, index) => (code, index)).ToDictionary(pair => pair.code, pair => pair.index);
        return [.. findings.OrderBy(finding => order[finding.Code])];
    }

    private static Evidence Gather(PortraitExam exam, PhotoSpec spec, CheckOptions options)
    {
        PageGeometry page = spec.Resolve();
        HeadMeasure head = exam.Portrait.Heads[0];
        EditPlan plan = EditPlan.Of(spec, new EditRequest());
        PixelSize picture = exam.Portrait.Picture.Size;
        bool finished = options.Kind == PhotoKind.Finished || (options.Kind == PhotoKind.Auto && IsFinished(picture, head, page));
        Page placed = finished
            ? new Page(page, Whole(picture, page), null, false, plan)
            : Cropped(exam.Portrait, head, page, plan, spec.Edit.Permitted >= EditLevel.Background);
        return Gathered(exam, spec, options, finished, placed);
    }

    private static Evidence Gathered(PortraitExam exam, PhotoSpec spec, CheckOptions options, bool finished, Page placed)
    {
        AffineMap toView = placed.ToPicture.Then(exam.View!.ToPicture.Inverse());
        return new Evidence
        {
            Portrait = exam.Portrait,
            Spec = spec,
            Page = placed.Geometry,
            Options = options with { Header = exam.Header },
            Finished = finished,
            PageToPicture = placed.ToPicture,
            Refusal = placed.Refusal,
            FitsWithNewBackground = placed.FitsWithNewBackground,
            Plan = placed.Plan,
            View = exam.View,
            Look = exam.Look! with { Background = BackgroundLook.Of(exam.View, [.. Corners(placed.Geometry.Size).Select(toView.Apply)]) },
        };
    }

    private static bool HasShape(PixelSize picture, PixelSize page)
        => Math.Abs(((double)picture.Width * page.Height / ((double)picture.Height * page.Width)) - 1) < SameShape;

    private static bool IsFinished(PixelSize picture, HeadMeasure head, PageGeometry page)
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
        FramingOptions inside = new() { Level = plan.Level };
        try
        {
            return new Page(page, Framer.Place(head, portrait.Picture.Size, page, inside).TargetToSource, null, true, plan);
        }
        catch (PhotoException refusal)
        {
            FramingOptions beyond = inside with { MayExceedLeft = true, MayExceedRight = true, MayExceedTop = true };
            try
            {
                return new Page(page, Framer.Place(head, portrait.Picture.Size, page, beyond).TargetToSource, refusal, mayReplace, plan);
            }
            catch (PhotoException)
            {
                return new Page(page, Framer.Place(head, portrait.Picture.Size, page, beyond with { Force = true }).TargetToSource, refusal, false, plan);
            }
        }
    }

    private static Point[] Corners(PixelSize page) => [new(0, 0), new(page.Width, 0), new(page.Width, page.Height), new(0, page.Height)];

    /// <summary>Where the document's page lies.</summary>
    private sealed record Page(PageGeometry Geometry, AffineMap ToPicture, PhotoException? Refusal, bool FitsWithNewBackground, EditPlan Plan);
}
