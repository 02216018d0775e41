using IdPhoto.Compliance;
using IdPhoto.Compliance.Rules;
using IdPhoto.Documents;
using IdPhoto.Messages;
using Xunit;

namespace IdPhoto.Tests.Compliance;

/// <summary>What a person is asked that no picture can show.</summary>
public sealed class ChecklistTests
{
    private static readonly PhotoSpec Spec = Scene.Good.Spec;

    [Fact]
    public void A_document_without_rules_on_taking_the_photo_asks_what_every_document_does()
        => Assert.Equal(["checklist.age-unknown", "checklist.likeness", "checklist.unedited", "checklist.mirrored"], Asked(Spec, new CheckOptions()));

    [Theory]
    [InlineData(Photographer.OnSite, "checklist.on-site")]
    [InlineData(Photographer.Professional, "checklist.professional")]
    [InlineData(Photographer.Anyone, null)]
    public void Who_takes_the_photo_is_asked_first(Photographer by, string? first)
    {
        string[] rest = ["checklist.age-unknown", "checklist.likeness", "checklist.unedited", "checklist.mirrored"];

        Assert.Equal(first is null ? rest : [first, .. rest], Asked(Spec with { Capture = new CaptureRule { By = by } }, new CheckOptions()));
    }

    [Fact]
    public void The_age_of_the_photo_is_told_in_months()
        => Assert.Equal(Message.Of("checklist.age", ("months", 6)), Checklists.For(Spec with { Capture = new CaptureRule { MaxAgeMonths = 6 } }, new CheckOptions())[0]);

    [Fact]
    public void What_may_be_worn_for_a_reason_is_asked_for_with_its_conditions()
    {
        WearRule plain = new() { Rule = Wear.Excepted };
        Message[] Of(WearRule covering, WearRule glasses, bool excepted)
            => [.. Checklists.For(Spec with { Capture = new CaptureRule { HeadCovering = covering, Glasses = glasses } }, new CheckOptions { CoveringExcepted = excepted }).Skip(4)];

        Assert.Equal([Message.Of("checklist.covering"), Message.Of("checklist.covering-declared"), Message.Of("checklist.glasses")], Of(plain, plain, true));
        Assert.Equal(
            [Message.Of("checklist.covering-noted", ("note", "for religion")), Message.Of("checklist.glasses-noted", ("note", "by a doctor"))],
            Of(plain with { Note = "for religion" }, plain with { Note = "by a doctor" }, false));
        Assert.All(
            (Wear[])[Wear.Forbidden, Wear.Discouraged, Wear.Allowed],
            wear => Assert.Empty(Of(new WearRule { Rule = wear, Note = "a note" }, new WearRule { Rule = wear }, false)));
    }

    [Theory]
    [InlineData(0.9, "checklist.child", "checklist.baby")]
    [InlineData(1.0, "checklist.child", null)]
    [InlineData(5.9, "checklist.child", null)]
    [InlineData(6.0, null, null)]
    [InlineData(30.0, null, null)]
    public void Of_small_children_more_is_asked(double years, string? child, string? baby)
        => Assert.Equal([.. ((string?[])[child, baby]).OfType<string>()], Asked(Spec, new CheckOptions { AgeYears = years }).Skip(4));

    [Fact]
    public void A_parent_is_not_asked_for_selfies()
        => Assert.Contains("checklist.mirrored-baby", Asked(Spec, new CheckOptions { AgeYears = 1.9 }));

    private static IEnumerable<string> Asked(PhotoSpec spec, CheckOptions options) => Checklists.For(spec, options).Select(message => message.ToString());
}
