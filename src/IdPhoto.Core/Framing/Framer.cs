using IdPhoto.Documents;
using IdPhoto.Heads;
using IdPhoto.Pictures;

namespace IdPhoto.Framing;

/// <summary>Finds where a document's page lies in a picture.</summary>
/// <remarks>
/// Crop, scale and roll are one problem. Once the axes follow the eye line, every rule is linear in the scale and the
/// page's corner, so the placements that keep all rules are a convex set; the one nearest to the preferred head height
/// and position is taken, or the rule that empties the set is named.
/// </remarks>
public static class Framer
{
    /// <summary>ICAO's smallest distance between the eyes, in pixels of the picture as taken.</summary>
    private const double SmallestInterEyeDistance = 90;

    /// <summary>The face's midline stays within this of the middle, in page widths, even when forced.</summary>
    private const double LooseCentring = 0.12;

    /// <summary>ISO/IEC 39794-5: the head may lean by this many degrees.</summary>
    private const double LargestRoll = 8;

    /// <summary>A forced head may be this many times as far from its height as it must be, to be nearer to the other rules.</summary>
    private const double Beside = 1.15;

    /// <summary>Places the page.</summary>
    /// <param name="head">The head in the picture.</param>
    /// <param name="picture">Size of the picture.</param>
    /// <param name="page">The document's geometry.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="PhotoException">
    /// <see cref="Refusals.HeadCut"/>, <see cref="Refusals.RulesConflict"/>, <see cref="Refusals.ResolutionTooLow"/> or
    /// <see cref="Refusals.FramingTooTight"/>; never with <see cref="FramingOptions.Force"/>.
    /// </exception>
    public static Placement Place(HeadMeasure head, PixelSize picture, PageGeometry page, FramingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(page);
        options ??= new FramingOptions();
        if (head.HeadTopCut && !options.Force)
            throw FramingRefusal.HeadCut();
        FramingProblem measured = new(new LevelledHead(head, options.Level), picture, page, options), problem = CrownDoubt.Settled(measured, Allowed);
        FeasibleSet set = options.Force ? Forced(problem) : Allowed(problem);
        foreach (PageRule rule in problem.SoftRules)
            AddAsFarAsPossible(set, rule, problem);
        return Describe(measured, problem, NearestPoint.Choose(set, problem));
    }

    /// <summary>Moves, zooms and turns a placed page by hand. Needs no photo, and takes microseconds.</summary>
    /// <param name="placed">Where <see cref="Place"/> has put it.</param>
    /// <param name="adjustment">What a person has done to it.</param>
    /// <param name="head">The head that it was placed for.</param>
    /// <param name="picture">Size of the picture.</param>
    /// <param name="page">The document's geometry.</param>
    /// <param name="options">As for <see cref="Place"/>.</param>
    /// <returns>
    /// The page as the person wants it, each rule judged again: one that no longer holds is reported and not refused. Only the
    /// picture's edges are kept, where the page may not exceed them: the shift gives way to them first, then the zoom.
    /// </returns>
    /// <exception cref="PhotoException"><see cref="Refusals.InvalidCorrection"/>: a value is out of its range.</exception>
    public static Placement Adjust(
        Placement placed, PageAdjustment adjustment, HeadMeasure head, PixelSize picture, PageGeometry page, FramingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(placed);
        ArgumentNullException.ThrowIfNull(adjustment);
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(page);
        options ??= new FramingOptions();
        adjustment.RequireInRange();
        if (adjustment.IsNone)
            return placed;
        PageAdjuster adjusted = PageAdjuster.Of(placed).With(adjustment, page.Size).Within(PictureBounds.Of(placed, picture, options), page.Size);
        LevelledHead turned = LevelledHead.Turned(head, adjusted.Angle, tellsRoll: !options.Level || adjustment.Turn != 0);
        FramingProblem measured = new(turned, picture, page, options);
        // What a person has moved is judged as it was measured.
        return Describe(measured, measured, adjusted.In(head.EyeMidpoint, page.Size));
    }

    // What cannot be kept altogether should still be missed as little as the document's rules let it: hair that does not
    // fit is cut as little as can be.
    private static void AddAsFarAsPossible(FeasibleSet set, PageRule rule, FramingProblem problem)
    {
        if (set.TryAdd(rule.Constraints()))
            return;
        double held = rule.ValueAt(NearestPoint.Choose(set, problem));
        bool tooLow = held < rule.Min;
        double missed = tooLow ? rule.Min : rule.Max;
        for (int i = 0; i < 16; i++)
        {
            double middle = (held + missed) / 2;
            PageRule eased = tooLow ? rule with { Min = middle } : rule with { Max = middle };
            (held, missed) = set.TryAdd(eased.Constraints()) ? (middle, missed) : (held, middle);
        }
    }

    // ICAO's box stands in where a document is silent: it costs neither hair nor a rule of the document's.
    internal static FeasibleSet Allowed(FramingProblem problem)
    {
        if (problem.OwnPlace is not { } own)
            return Strict(problem, problem.DocumentRules);
        PageRule[] others = [.. problem.DocumentRules.Where(rule => rule != own)], hair = [.. problem.SoftRules.Where(rule => rule.Name == FramingRules.HairInside)];
        if (Fit(problem, problem.DocumentRules, hair))
            return Strict(problem, problem.DocumentRules);
        FeasibleSet free = Strict(problem, others);
        foreach (PageRule rule in (PageRule[])[.. hair, own])
            AddAsFarAsPossible(free, rule, problem);
        return free;
    }

    // Also where the picture's edges leave no room: then that is what is refused.
    private static bool Fit(FramingProblem problem, IReadOnlyList<PageRule> rules, PageRule[] hair)
    {
        try
        {
            FeasibleSet set = Strict(problem, rules);
            return hair.All(rule => set.TryAdd(rule.Constraints()));
        }
        catch (PhotoException refusal)
        {
            return refusal.Code != Refusals.RulesConflict;
        }
    }

    private static FeasibleSet Strict(FramingProblem problem, IReadOnlyList<PageRule> rules)
    {
        FeasibleSet set = problem.Everything();
        foreach (PageRule rule in rules)
            if (!set.TryAdd(rule.Constraints()))
                throw FramingRefusal.Of(rule, set, problem);
        foreach (PictureSide side in problem.Sides)
            if (!side.MayExceed && !set.TryAdd(side.Corners))
                throw FramingRefusal.TooTight(side, NearestPoint.Choose(set, problem), problem);
        return set;
    }

    // What is not refused is not forced.
    private static FeasibleSet Forced(FramingProblem problem)
    {
        try
        {
            return Allowed(problem);
        }
        catch (PhotoException)
        {
            return Eased(problem);
        }
    }

    // The same constraints with the picture first, since what it does not show cannot be made up.
    private static FeasibleSet Eased(FramingProblem problem)
    {
        FeasibleSet set = problem.Everything();
        foreach (PictureSide side in problem.Sides)
            if (!side.MayExceed)
                set.TryAdd(side.Corners);
        // Rules about heights alone would let the page slide sideways off a tilted head.
        PageRule centring = problem.DocumentRules.First(rule => rule.Name == FramingRules.Centring);
        double loose = LooseCentring * problem.Page.Size.Width;
        set.TryAdd((centring with { Min = -loose, Max = loose }).Constraints());
        foreach (PageRule rule in problem.DocumentRules)
            if (!set.TryAdd(rule.Constraints()) && rule.Name == FramingRules.HeadHeight)
                KeepHeadNear(set, rule, problem);
        return set;
    }

    // A head that cannot have its height: without this the margins alone would decide, and a lock of hair fills the page.
    private static void KeepHeadNear(FeasibleSet set, PageRule rule, FramingProblem problem)
    {
        double nearest = rule.ValueAt(NearestPoint.Choose(set, problem));
        set.TryAdd((nearest > rule.Max ? rule with { Max = nearest * Beside } : rule with { Min = nearest / Beside }).Constraints());
    }

    private static Placement Describe(FramingProblem measured, FramingProblem solved, Position at) => new()
    {
        TargetToSource = measured.Head.Map(at),
        Size = measured.Page.Size,
        Scale = at.Scale,
        RollDegrees = measured.Head.Angle * 180 / Math.PI,
        Excess = ExcessAt(measured, at),
        Rules = Outcomes(measured, solved, at),
    };

    private static PictureExcess ExcessAt(FramingProblem problem, Position at)
    {
        double Of(Side wanted) => problem.Sides.First(side => side.Side == wanted).Excess(at);
        return new PictureExcess(Of(Side.Left), Of(Side.Top), Of(Side.Right), Of(Side.Bottom));
    }

    // What is told was measured; a rule holds, too, where it does with the crown as it was taken.
    private static List<RuleOutcome> Outcomes(FramingProblem problem, FramingProblem solved, Position at)
    {
        List<RuleOutcome> outcomes = [];
        foreach ((PageRule rule, PageRule taken) in problem.DocumentRules.Zip(solved.DocumentRules))
        {
            RuleOutcome outcome = rule.Outcome(at, problem.Page);
            outcomes.Add(outcome with { Holds = outcome.Holds || taken.Outcome(at, problem.Page).Holds });
        }
        foreach (PageRule rule in problem.SoftRules)
            if (!rule.Silent)
                outcomes.Add(rule.Outcome(at, problem.Page));
        PageRule sharp = new(FramingRules.Sharpness, new Linear(0, 0, 0, 1), double.NegativeInfinity, 1) { Required = false };
        outcomes.Add(sharp.Outcome(at, problem.Page));
        if (problem.Head.RemainingRoll is double roll)
            outcomes.Add(new RuleOutcome(
                FramingRules.Roll, roll, -LargestRoll, LargestRoll, "degrees", Math.Abs(roll) <= LargestRoll, Required: false, Uncertainty: 0));
        double eyes = problem.Head.Head.InterEyeDistance;
        outcomes.Add(new RuleOutcome(
            FramingRules.InterEyeDistance, eyes, SmallestInterEyeDistance, null, "px", eyes >= SmallestInterEyeDistance, Required: false, Uncertainty: 0));
        return outcomes;
    }
}
