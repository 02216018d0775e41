using IdPhoto.Compliance;
using IdPhoto.Compliance.Rules;
using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Words;
using Xunit;
using static IdPhoto.Compliance.ComplianceRules;

namespace IdPhoto.Tests.Compliance;

/// <summary>From findings to what a person is told: one sentence for each cause, the most important first.</summary>
public sealed class AdviceTests
{
    public static TheoryData<string, string, string> Pairs => new()
    {
        { Resolution, InterEyeDistance, "pixels" },
        { ComplianceRules.Framing, HeadCut, "framing" },
        { MouthClosed, Expression, "mouth" },
        { BackgroundObjects, BackgroundUniform, "background" },
        { BackgroundShadow, BackgroundUniform, "background" },
        { UnderExposure, DynamicRange, "dark" },
        { FaceShadow, EvenLight, "shade" },
        { TintedLenses, Glasses, "glasses" },
        { HeadHeight, TopMargin, "place" },
        { Yaw, Gaze, "direction" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Rules_that_one_cause_breaks_are_told_of_in_one_sentence(string first, string second, string cause)
    {
        Advice advice = Assert.Single(Cause.Ranked([Found(second, Verdict.Fail), Found(first, Verdict.Fail)]));

        Assert.Equal((cause, Message.Of($"rules.{first}.fail")), (advice.Cause, advice.Said));
        Assert.Equal([first, second], advice.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void What_fails_speaks_for_what_is_only_to_be_looked_at()
    {
        Advice advice = Assert.Single(Cause.Ranked([Found(MouthClosed, Verdict.Review), Found(Expression, Verdict.Fail)]));

        Assert.Equal((Verdict.Fail, Message.Of("rules.expression.fail")), (advice.Verdict, advice.Said));
    }

    [Fact]
    public void The_most_important_comes_first_and_what_fails_before_what_may_be_wrong()
    {
        string[] told = [.. Cause.Ranked([
            Found(FaceCount, Verdict.Review), Found(CameraDistance, Verdict.Review), Found(BackgroundColour, Verdict.Fail), Found(Compression, Verdict.Fail), Found(MouthClosed, Verdict.Fail),
            Found(HeadCut, Verdict.Fail), Found(Sharpness, Verdict.Pass), Found(Glare, Verdict.NotAssessed)]).Select(advice => advice.Cause)];

        Assert.Equal(["framing", "mouth", "background-colour", "compression", "person", "distance"], told);
    }

    [Fact]
    public void Hair_over_face_and_eye_is_one_thing_and_a_hand_another()
    {
        Finding eye = Found(EyesCovered, Verdict.Fail), hair = Found(FaceCovered, Verdict.Fail, ".hair"), hand = Found(FaceCovered, Verdict.Fail, ".hand");

        Assert.Equal(["hair"], Cause.Ranked([eye, hair]).Select(advice => advice.Cause));
        Assert.Equal(["hands", "hair"], Cause.Ranked([eye, hand]).Select(advice => advice.Cause));
    }

    [Fact]
    public void Every_rule_has_one_cause()
        => Assert.Equal(ComplianceRules.All.Order(), Cause.All.SelectMany(cause => cause.Rules).Order());

    public static TheoryData<string> Tags => [.. Languages.All.Select(language => language.Tag)];

    // Delta E and L* are for the expert's view, which has the numbers.
    [Theory]
    [MemberData(nameof(Tags))]
    public void No_sentence_speaks_in_the_measures_of_the_trade(string tag)
    {
        Sentences words = Sentences.In(Languages.Find(tag)!);
        Assert.All(RuleRows.All.Select(row => row.Scene.Ask(row.Code)).OfType<Finding>().Where(finding => !finding.Said.ToString().Contains("framing.test", StringComparison.Ordinal)), finding =>
        {
            string said = words.Say(finding.Said);
            Assert.All((string[])["L*", "Delta E", "ΔE", "dE", "chroma", "inter-eye", "100"], trade => Assert.DoesNotContain(trade, said, StringComparison.Ordinal));
        });
    }

    // A newborn takes nothing off, stands before nothing and holds no camera.
    [Theory]
    [InlineData("take off your")]
    [InlineData("Take the glasses off")]
    [InlineData("Take them off")]
    [InlineData("take them off")]
    [InlineData("Stand ")]
    [InlineData("stand further")]
    [InlineData("selfie")]
    [InlineData("Look straight")]
    [InlineData("Turn toward")]
    [InlineData("Hold the head")]
    [InlineData("Let somebody else")]
    public void A_parent_is_not_told_what_only_a_grown_up_can_do(string order)
    {
        Sentences words = Sentences.In(Languages.English);
        CheckOptions newborn = new() { AgeYears = 0.1 };
        string[] told =
        [
            .. RuleRows.All.Select(row => row.Scene.Aged(0.1).Ask(row.Code)).OfType<Finding>().Where(finding => !finding.Said.ToString().Contains("framing.test", StringComparison.Ordinal)).Select(finding => words.Say(finding.Said)),
            .. Checklists.For(Scene.Good.Spec, newborn).Select(words.Say),
        ];

        Assert.All(told, sentence => Assert.DoesNotContain(order, sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(84, 0, 0, "light grey")]
    [InlineData(60, 0, 0, "grey")]
    [InlineData(30, 0, 0, "dark grey")]
    [InlineData(5, 0, 0, "black")]
    [InlineData(97, 0, 20, "cream")]
    [InlineData(75, 3, 20, "beige")]
    [InlineData(35, 12, 20, "brown")]
    [InlineData(60, -2, -45, "blue")]
    [InlineData(80, -3, -18, "light blue")]
    [InlineData(50, 60, 40, "red")]
    [InlineData(50, -40, 40, "green")]
    [InlineData(85, 0, 70, "yellow")]
    [InlineData(40, 30, -30, "purple")]
    // sRGB's blue, a saturated blue wall, navy, cornflower, and what is no longer blue: blue-violet, indigo, lavender.
    [InlineData(32.3, 79.2, -107.9, "blue")]
    [InlineData(55, 23, -69, "blue")]
    [InlineData(13, 47.5, -64.7, "blue")]
    [InlineData(62, 9.4, -49, "blue")]
    [InlineData(42, 69.8, -74.8, "purple")]
    [InlineData(20, 51.7, -53.3, "purple")]
    [InlineData(62, 39, -40, "purple")]
    public void A_wrong_background_is_called_by_its_colour(double l, double a, double b, string seen)
    {
        Scene scene = Scene.Good with { Wall = Scene.Good.Wall! with { Colour = new(l, a, b) } };

        string said = Sentences.In(Languages.English).Say(scene.Ask(BackgroundColour)!.Said);

        Assert.Contains($" {seen}", said, StringComparison.Ordinal);
        Assert.Contains("Required: white", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dog_is_not_told_to_comb_its_hair()
    {
        Finding nobody = Found(FaceCount, Verdict.Review, ".no-person");

        Assert.Equal([nobody], Assert.Single(Cause.Ranked([nobody, Found(FaceCovered, Verdict.Fail, ".hair"), Found(Glasses, Verdict.Fail)])).Findings);
    }

    private static Finding Found(string code, Verdict verdict, string variation = "") => new()
    {
        Code = code,
        Verdict = verdict,
        Basis = Basis.Icao("bases.head-cut-off", "ICAO Doc 9303-3, 3.9.1"),
        Said = Message.Of($"rules.{code}.{(verdict == Verdict.Fail ? "fail" : "review")}{variation}"),
    };
}
