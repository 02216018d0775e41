using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>Pixels between the eyes.</summary>
internal static class InterEyeDistanceRule
{
    /// <summary>Fails below this share of what passes.</summary>
    private const double Failing = 0.67;

    /// <summary>Faces of one height differ this much in the distance of their eyes: 0.29 of the head on average, 0.22 in one of twenty.</summary>
    private const double SmallEyes = 0.75;

    /// <summary>An average head is this many times as high as its eyes are apart.</summary>
    private const double HeadHeights = 3.4;

    private const double Error = 0.02;

    private static readonly Scale Pixels = new("px", Bound.AtLeast, Limit.Icao(90, "ISO/IEC 19794-5, 8.4.1; ICAO TR Portrait Quality, table 5"))
    {
        Fail = Limit.Calibrated(Failing * 90, "two thirds of what passes"),
        Reason = "bases.inter-eye-distance",
    };

    public static Rule Declaration { get; } = new(ComplianceRules.InterEyeDistance, RuleGroup.Size, Read)
    {
        Scales = [Pixels],
        OnReview = Remedy.BetterFile,
        OnFail = Remedy.BetterFile,
        Warns = MakeWarning.Never,
    };

    private static Reading Read(RuleContext c)
    {
        double distance = c.FrontalEyeDistance;
        Scale scale = For(c.Page.Head.Target);
        return Reading.On(scale, distance) with
        {
            Deviation = Error * distance,
            Facts = [("distance", Argument.Number(distance, 0)), ("needed", Argument.Number(scale.Pass.Value, 0))],
        };
    }

    // A small document's own pixels may leave less than ICAO's 90 between the eyes: then that is what can be asked for.
    private static Scale For(double headHeight)
    {
        double least = SmallEyes * headHeight / HeadHeights;
        return least >= Pixels.Pass.Value ? Pixels : Pixels with
        {
            Pass = Limit.Calibrated(least, "ISO/IEC 19794-5, 8.4.1"),
            Fail = Limit.Calibrated(Failing * least, "two thirds of what passes"),
            Reason = "bases.inter-eye-distance.small-document",
        };
    }
}
