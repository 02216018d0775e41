using IdPhoto.Compliance.Rules;
using IdPhoto.Compliance.View;
using IdPhoto.Decoding;
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
    {
        ArgumentNullException.ThrowIfNull(portrait);
        ArgumentNullException.ThrowIfNull(spec);
        options ??= new CheckOptions();
        if (portrait.Faces.Count == 0)
            return WithoutFace(portrait, spec, options);
        if (portrait.Heads.Count == 0 || portrait.HeadMap is null)
            throw new ArgumentException("The portrait's main head has not been measured.", nameof(portrait));
        Evidence evidence = Gather(portrait, spec, options);
        return new ComplianceReport
        {
            Spec = spec,
            Kind = evidence.Finished ? PhotoKind.Finished : PhotoKind.Capture,
            Findings = Ordered(evidence),
            Checklist = Checklists.For(spec, options),
            Marks = Marks(evidence),
        };
    }

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

    private static Evidence Gather(Portrait portrait, PhotoSpec spec, CheckOptions options)
    {
        PageGeometry page = spec.Resolve();
        HeadMeasure head = portrait.Heads[0];
        EditPlan plan = EditPlan.Of(spec, new MakeOptions());
        bool finished = options.Kind == PhotoKind.Finished || (options.Kind == PhotoKind.Auto && IsFinished(portrait.Picture.Size, head, page));
        (AffineMap map, PhotoException? refusal, bool fits) = finished ? (Whole(portrait.Picture.Size, page), null, false) : Cropped(portrait, head, page, plan, spec.Edit.Permitted >= EditLevel.Background);
        HeadView view = HeadView.Of(portrait);
        Box pageInView = Bounds(view, map, page.Size);
        return new Evidence
        {
            Portrait = portrait,
            Spec = spec,
            Page = page,
            Options = options,
            Finished = finished,
            PageToPicture = map,
            Refusal = refusal,
            FitsWithNewBackground = fits,
            Plan = plan,
            View = view,
            Look = FaceLook.Of(portrait, view, pageInView, HasGrid(portrait, options.Header)),
            PageInView = pageInView,
        };
    }

    // A turned picture's blocks begin at its far edges, and so on multiples of eight only where its sides are such.
    private static bool HasGrid(Portrait portrait, PictureHeader? header)
        => header?.Kind == FileKind.Jpeg
        && ((portrait.QuarterTurns == 0 && header.ExifOrientation == 1) || (portrait.Picture.Width % 8 == 0 && portrait.Picture.Height % 8 == 0));

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
    private static (AffineMap Map, PhotoException? Refusal, bool Fits) Cropped(Portrait portrait, HeadMeasure head, PageGeometry page, EditPlan plan, bool mayReplace)
    {
        FramingOptions inside = new() { Level = plan.Level };
        try
        {
            return (Framer.Place(head, portrait.Picture.Size, page, inside).TargetToSource, null, true);
        }
        catch (PhotoException refusal)
        {
            FramingOptions beyond = inside with { MayExceedLeft = true, MayExceedRight = true, MayExceedTop = true };
            try
            {
                return (Framer.Place(head, portrait.Picture.Size, page, beyond).TargetToSource, refusal, mayReplace);
            }
            catch (PhotoException)
            {
                return (Framer.Place(head, portrait.Picture.Size, page, beyond with { Force = true }).TargetToSource, refusal, false);
            }
        }
    }

    private static Box Bounds(HeadView view, AffineMap pageToPicture, PixelSize page)
    {
        AffineMap toView = pageToPicture.Then(view.ToPicture.Inverse());
        Point[] corners = [.. Corners(page).Select(toView.Apply)];
        double left = corners.Min(p => p.X), top = corners.Min(p => p.Y);
        return new Box(left, top, corners.Max(p => p.X) - left, corners.Max(p => p.Y) - top);
    }

    private static Point[] Corners(PixelSize page) => [new(0, 0), new(page.Width, 0), new(page.Width, page.Height), new(0, page.Height)];

    private static ComplianceMarks Marks(Evidence e)
    {
        PageGeometry page = e.Page;
        List<AllowedBand> bands = [];
        double height = page.Size.Height;
        if (page.EyesFromBottom is PixelRange eyes)
            bands.Add(new AllowedBand(ComplianceRules.EyeLine, height - Math.Min(eyes.Max, height), height - eyes.Min));
        if (page.TopMargin is PixelRange top)
            bands.Add(new AllowedBand(ComplianceRules.TopMargin, top.Min, Math.Min(top.Max, height)));
        if (page.ChinMargin is PixelRange chin)
            bands.Add(new AllowedBand(ComplianceRules.ChinMargin, height - Math.Min(chin.Max, height), height - chin.Min));
        // The head's height is a band for its top, measured from the chin that is there.
        double below = e.HeadOnPage.Chin.Y;
        bands.Add(new AllowedBand(ComplianceRules.HeadHeight, Math.Max(0, below - page.Head.Max), below - page.Head.Min));
        return new ComplianceMarks(e.Portrait.Picture.Size, e.Head, [.. Corners(page.Size).Select(e.PageToPicture.Apply)], e.PageToPicture, page.Size, bands);
    }
}
