using IdPhoto.App.Words;
using IdPhoto.Guidance;
using IdPhoto.Messages;
using IdPhoto.Words;
using Xunit;

namespace IdPhoto.App.Tests.Parts;

public sealed class GuideWordsTests
{
    private static readonly bool[] Either = [false, true];

    public static TheoryData<GuideStep, bool> Steps => [.. from step in Enum.GetValues<GuideStep>() from helper in Either select (step, helper)];

    [Theory]
    [MemberData(nameof(Steps))]
    public void Every_step_has_a_sentence_of_its_own(GuideStep step, bool helper)
    {
        string name = char.ToLowerInvariant(step.ToString()[0]) + step.ToString()[1..];
        Assert.NotEqual("app.guide-start", GuideWords.Of(name, helper));
    }

    [Fact]
    public void The_frames_left_is_the_right_of_the_person_in_it()
    {
        Sentences english = Sentences.In(Languages.English, Place.App);
        Assert.Contains("right", english.Say(Message.Of(GuideWords.Of("moveLeft", helper: false))), StringComparison.Ordinal);
        Assert.Contains("left", english.Say(Message.Of(GuideWords.Of("turnRight", helper: false))), StringComparison.Ordinal);
        // The head must go to the frame's left: who holds the phone points it to the right.
        Assert.Contains("right", english.Say(Message.Of(GuideWords.Of("moveLeft", helper: true))), StringComparison.Ordinal);
    }
}
