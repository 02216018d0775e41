using Code = IdPhoto.Compliance.ComplianceRules;

namespace IdPhoto.Compliance.Rules;

/// <summary>What breaks rules together, and is put right together.</summary>
/// <param name="Name">As <see cref="Advice.Cause"/>.</param>
/// <param name="Rules">The codes; of equal verdicts the earlier one speaks for all.</param>
internal sealed record Cause(string Name, params IReadOnlyList<string> Rules)
{
    /// <summary>
    /// Most important first: whose photo it is and whether all of it is there, then what no crop and no new background puts right, then
    /// the background, then what is seldom a reason to refuse a photo.
    /// </summary>
    public static IReadOnlyList<Cause> All { get; } =
    [
        new("person", Code.FaceCount), new("framing", Code.Framing, Code.HeadCut, Code.Shoulders), new("face-covered", Code.FaceCovered), new("hands", Code.Hands), new("hair", Code.EyesCovered), new("glasses", Code.TintedLenses, Code.Glasses, Code.Glare),
        new("head-covering", Code.HeadCovering), new("eyes", Code.EyesOpen), new("direction", Code.Yaw, Code.Gaze), new("nod", Code.Pitch), new("tilt", Code.Roll), new("mouth", Code.MouthClosed, Code.Expression),
        new("pixels", Code.Resolution, Code.PixelSize, Code.InterEyeDistance), new("sharpness", Code.Sharpness), new("dark", Code.UnderExposure, Code.DynamicRange), new("bright", Code.OverExposure, Code.HotSpots),
        new("shade", Code.FaceShadow, Code.EvenLight), new("place", Code.HeadHeight, Code.TopMargin, Code.EyeLine, Code.ChinMargin, Code.Centring, Code.HeadWidth),
        new("background", Code.BackgroundShadow, Code.BackgroundObjects, Code.BackgroundUniform), new("background-colour", Code.BackgroundColour),
        new("red-eye", Code.RedEye), new("colour", Code.Monochrome, Code.ColourCast), new("compression", Code.Compression), new("distance", Code.CameraDistance),
    ];

    private static readonly Dictionary<string, string> ByRule = All.SelectMany(cause => cause.Rules.Select(code => (code, cause.Name))).ToDictionary();

    /// <summary>Rules whose sentence shows that the cause is another one than usual.</summary>
    private static readonly Dictionary<string, string> BySentence = new()
    {
        ["rules.face-covered.review.hair"] = "hair",
        ["rules.face-covered.fail.hair"] = "hair",
        ["rules.face-covered.review.hand"] = "hands",
        ["rules.face-covered.fail.hand"] = "hands",
        ["rules.face-covered.review.beside"] = "hands",
        ["rules.eyes-covered.review.frame"] = "glasses",
    };

    /// <summary>The cause behind a finding.</summary>
    public static string Of(Finding finding) => BySentence.GetValueOrDefault(finding.Said.Id) ?? ByRule[finding.Code];

    /// <summary>What is to be done, what is broken first and what may be next, each by importance.</summary>
    /// <param name="findings">Of any verdict; those that pass or were not assessed need nothing.</param>
    public static IReadOnlyList<Advice> Ranked(IEnumerable<Finding> findings)
    {
        Finding[] all = [.. findings.Where(finding => finding.Verdict is Verdict.Fail or Verdict.Review)];
        // A dog is not told to comb its hair.
        return Advise(all.Any(FaceCountRule.MayBeNobody) ? all.Where(FaceCountRule.MayBeNobody) : all);
    }

    private static IReadOnlyList<Advice> Advise(IEnumerable<Finding> findings) =>
    [
        .. findings.GroupBy(Of)
            .Select(group => new Advice { Cause = group.Key, Findings = [.. group.OrderBy(Severity).ThenBy(Place)] })
            .OrderBy(advice => Severity(advice.Findings[0])).ThenBy(advice => Rank(advice.Cause)),
    ];

    private static int Severity(Finding finding) => finding.Verdict == Verdict.Fail ? 0 : 1;

    // Within its own cause a rule's place is kept; a guest from another comes last.
    private static int Place(Finding finding)
    {
        int place = Named(Of(finding)).Rules.ToList().IndexOf(finding.Code);
        return place < 0 ? int.MaxValue : place;
    }

    private static int Rank(string name) => All.ToList().IndexOf(Named(name));

    private static Cause Named(string name) => All.First(cause => cause.Name == name);
}
