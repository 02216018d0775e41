using IdPhoto.Compliance;
using IdPhoto.Compliance.Rules;
using IdPhoto.Messages;
using Xunit;

namespace IdPhoto.Tests.Compliance;

/// <summary>The rules' stable codes, and what is known of each.</summary>
public sealed class ComplianceRulesTests
{
    [Fact]
    public void The_codes_stay_what_they_are_in_the_order_of_the_report() => Assert.Equal(
        [
            "face-count", "framing", "pixel-size", "resolution", "inter-eye-distance", "head-height", "eye-line", "top-margin", "chin-margin", "centring", "head-width",
            "head-cut-off", "shoulders", "roll", "yaw", "pitch", "eyes-open", "gaze", "red-eye", "mouth-closed", "expression", "glasses", "tinted-lenses", "glare",
            "eyes-covered", "head-covering", "face-covered", "hands", "background-uniform", "background-colour", "background-shadow", "background-objects", "even-light",
            "face-shadow", "hot-spots", "under-exposure", "over-exposure", "dynamic-range", "sharpness", "compression", "colour-cast", "monochrome", "camera-distance",
        ],
        ComplianceRules.All);

    [Fact]
    public void A_rule_has_a_title_and_may_have_a_part_of_the_photo()
    {
        Assert.Equal(Message.Of("rules.red-eye.title"), ComplianceRules.Title("red-eye"));
        Assert.Equal(Message.Of("rules.framing.title"), ComplianceRules.Title("framing"));
        Assert.Equal(MarkedPart.Eyes, ComplianceRules.Part("red-eye"));
        Assert.Equal(MarkedPart.Background, ComplianceRules.Part("background-shadow"));
        Assert.Null(ComplianceRules.Part("framing"));
    }

    // Framing tells its own numbers; a background that is kept cannot be made right; everything else is warned of when it is broken.
    [Theory]
    [InlineData("framing", Verdict.Fail, true, false)]
    [InlineData("framing", Verdict.Review, true, false)]
    [InlineData("framing", Verdict.Fail, false, false)]
    [InlineData("glasses", Verdict.Fail, false, true)]
    [InlineData("glasses", Verdict.Fail, true, true)]
    [InlineData("glasses", Verdict.Review, true, false)]
    [InlineData("glasses", Verdict.Pass, true, false)]
    [InlineData("glasses", Verdict.NotAssessed, true, false)]
    [InlineData("background-uniform", Verdict.Fail, false, true)]
    [InlineData("background-uniform", Verdict.Fail, true, true)]
    [InlineData("background-uniform", Verdict.Review, true, true)]
    [InlineData("background-uniform", Verdict.Review, false, false)]
    [InlineData("background-uniform", Verdict.Pass, true, false)]
    [InlineData("background-uniform", Verdict.NotAssessed, true, false)]
    public void A_person_is_warned_of_what_making_the_photo_cannot_mend(string code, Verdict verdict, bool kept, bool warned)
    {
        Finding finding = new() { Code = code, Verdict = verdict, Basis = new RuleBasis(RuleOrigin.Icao, Message.Of("bases.test")), Said = Message.Of("rules.test") };

        Assert.Equal(warned, ComplianceRules.IsWarnedOf(finding, kept));
    }

    [Fact]
    public void Nobody_can_be_warned_of_no_finding() => Assert.Throws<ArgumentNullException>(() => ComplianceRules.IsWarnedOf(null!, true));
}
