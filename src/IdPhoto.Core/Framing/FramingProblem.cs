using IdPhoto.Documents;
using IdPhoto.Pictures;

namespace IdPhoto.Framing;

/// <summary>Everything that a placement must or should keep, as linear functions of its unknowns.</summary>
internal sealed class FramingProblem
{
    /// <summary>Beyond this a photo is refused: eight of nine pixels would be made up. From 1 on it is warned of.</summary>
    public const double LargestEnlargement = 3;

    /// <summary>Room above the hair that is kept if possible, as a fraction of the height: hair off the axis may be higher.</summary>
    private const double HairRoom = 0.03;

    /// <summary>One standard deviation of a head's width, as a share of it.</summary>
    private const double HeadWidthError = 0.025;

    /// <summary>Of the room that the head leaves, this much goes above it: 7.5 of 25 per cent in the neutral ICAO portrait.</summary>
    private const double ShareAbove = 0.3;

    private static readonly PixelRange OnThePage = new(0, double.PositiveInfinity, 0);

    private readonly FramingOptions _options;

    public FramingProblem(LevelledHead head, PixelSize picture, PageGeometry page, FramingOptions options)
    {
        _options = options;
        Head = head;
        Picture = picture;
        Page = page;
        DocumentRules = Document(head, page);
        OwnPlace = IsSilent(page) ? DocumentRules.First(rule => rule.Name == FramingRules.EyeLine) : null;
        SoftRules = Soft(head, page);
        Sides = PictureSides(head, picture, page.Size, options);
        Preferred = PreferredTop(head, page);
        ReplacingMayHelp = options.ReplacingMayHelp;
    }

    public LevelledHead Head { get; }

    public PixelSize Picture { get; }

    public PageGeometry Page { get; }

    /// <summary>Most important first.</summary>
    public IReadOnlyList<PageRule> DocumentRules { get; }

    /// <summary>The rule among them that no authority asks for, where the document fixes no vertical place; null where it does. It gives way to hair and to every other.</summary>
    public PageRule? OwnPlace { get; }

    /// <summary>Good practice; each is kept only if it leaves a placement.</summary>
    public IReadOnlyList<PageRule> SoftRules { get; }

    public IReadOnlyList<PictureSide> Sides { get; }

    /// <summary>The preferred upper edge, as a function of the scale.</summary>
    public Linear Preferred { get; }

    /// <summary>As <see cref="FramingOptions.ReplacingMayHelp"/>.</summary>
    public bool ReplacingMayHelp { get; }

    public double PreferredScale => Head.HeightTo(Page.HeadTop) / Page.Head.Target;

    /// <summary>The same with the crown further up, in source pixels.</summary>
    public FramingProblem WithCrownHigher(double pixels) => new(Head.WithCrownHigher(pixels), Picture, Page, _options);

    /// <summary>All placements worth a thought, whatever the rules.</summary>
    public FeasibleSet Everything()
    {
        double diagonal = Math.Sqrt(((double)Picture.Width * Picture.Width) + ((double)Picture.Height * Picture.Height));
        double height = Head.HeightTo(Page.HeadTop);
        double smallSide = Math.Min(Picture.Width, Picture.Height);
        double least = 0.1 * Math.Min(height / Page.Head.Max, smallSide / (Page.Size.Width + Page.Size.Height));
        double most = 2 * Math.Max(height / Page.Head.Min, diagonal / Math.Min(Page.Size.Width, Page.Size.Height));
        return new FeasibleSet(least, most, 2 * (diagonal + height + (most * Page.Size.Height)));
    }

    private static List<PageRule> Document(LevelledHead head, PageGeometry page)
    {
        List<PageRule> rules =
        [
            new(FramingRules.HeadHeight, Length(head.HeightTo(page.HeadTop)), page.Head) { Uncertainty = head.Uncertainty(page.HeadTop) },
        ];
        if (EyesFromBottom(page) is PixelRange eyes)
            rules.Add(new(FramingRules.EyeLine, new Linear(page.Size.Height, 1, 0, 0), eyes) { Required = !IsSilent(page) });
        // Where the document sets no margin, the skull and the chin must still be on the page.
        HeadTop from = page.TopMargin is null ? HeadTop.Crown : page.TopMarginFrom;
        rules.Add(new(FramingRules.TopMargin, Below(head.TopDown(from)), page.TopMargin ?? OnThePage) { Uncertainty = head.Uncertainty(from) });
        rules.Add(new(FramingRules.ChinMargin, new Linear(page.Size.Height, 1, 0, -head.ChinDown), page.ChinMargin ?? OnThePage));
        double off = page.CentringTolerance * page.Size.Width;
        rules.Add(new(FramingRules.Centring, new Linear(-page.Size.Width / 2.0, 0, -1, head.Midline), -off, off));
        rules.Add(new(FramingRules.Enlargement, Length(1), double.NegativeInfinity, LargestEnlargement));
        return rules;
    }

    // ICAO's box, M 0.30..0.50 of the height from the top, stands in only where the document itself fixes no vertical
    // place: national rules may lie outside it.
    private static PixelRange? EyesFromBottom(PageGeometry page)
    {
        double height = page.Size.Height;
        return IsSilent(page) ? new PixelRange(0.5 * height, 0.7 * height, 0.57 * height) : page.EyesFromBottom;
    }

    private static bool IsSilent(PageGeometry page) => page.EyesFromBottom is null && page.TopMargin is null && page.ChinMargin is null;

    private static List<PageRule> Soft(LevelledHead head, PageGeometry page)
    {
        Linear hair = Below(head.HairDown);
        List<PageRule> rules =
        [
            new(FramingRules.HairInside, hair, 0, double.PositiveInfinity) { Required = false },
            OtherTop(head, page),
            new(FramingRules.HairInside, hair, HairRoom * page.Size.Height, double.PositiveInfinity) { Required = false, Silent = true },
        ];
        if (page.HeadWidth is PixelRange width)
            rules.Add(new(FramingRules.HeadWidth, Length(head.Head.HeadWidth), width) { Required = false, Uncertainty = HeadWidthError * head.Head.HeadWidth });
        return rules;
    }

    // Offices read "top of the head" either way: a photo that is right by both readings is safest.
    private static PageRule OtherTop(LevelledHead head, PageGeometry page) => page.HeadTop == HeadTop.Crown
        ? new(FramingRules.HeadHeight, Length(head.HeightTo(HeadTop.Hair)), double.NegativeInfinity, page.Head.Max) { Required = false, Silent = true }
        : new(FramingRules.HeadHeight, Length(head.HeightTo(HeadTop.Crown)), page.Head.Min, double.PositiveInfinity) { Required = false, Silent = true };

    private static Linear Length(double sourcePixels) => new(0, 0, 0, sourcePixels);

    /// <summary>From the page's upper edge down to a point.</summary>
    private static Linear Below(double down) => new(0, -1, 0, down);

    private static PictureSide[] PictureSides(LevelledHead head, PixelSize picture, PixelSize page, FramingOptions options)
    {
        Linear width = Length(picture.Width);
        Linear height = Length(picture.Height);
        (double X, double Y)[] corners = [(0, 0), (page.Width, 0), (0, page.Height), (page.Width, page.Height)];
        return
        [
            new(Side.Bottom, Array.ConvertAll(corners, at => height - head.Row(at.X, at.Y)), MayExceed: false),
            new(Side.Left, Array.ConvertAll(corners, at => head.Column(at.X, at.Y)), options.MayExceedLeft),
            new(Side.Right, Array.ConvertAll(corners, at => width - head.Column(at.X, at.Y)), options.MayExceedRight),
            new(Side.Top, Array.ConvertAll(corners, at => head.Row(at.X, at.Y)), options.MayExceedTop),
        ];
    }

    private static Linear PreferredTop(LevelledHead head, PageGeometry page)
    {
        if (page.EyesFromBottom is PixelRange eyes)
            return new Linear(eyes.Target - page.Size.Height, 0, 0, 0);
        if (page.TopMargin is PixelRange above)
            return new Linear(-above.Target, 0, 0, head.TopDown(page.TopMarginFrom));
        return new Linear(-ShareAbove * page.Size.Height, 0, 0, head.TopDown(page.HeadTop) + (ShareAbove * head.HeightTo(page.HeadTop)));
    }
}
