using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Portraits;
using IdPhoto.Studio;
using IdPhoto.Tests.Wording;
using Xunit;

namespace IdPhoto.Tests.Portraits;

/// <summary>Making a photo says what is wrong with the picture that no crop mends.</summary>
public sealed class SourceCheckTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_background_that_must_be_kept_is_measured()
    {
        IdPhotoFile made = await MakeAsync("paper-ayo-ogunseinde", "us-passport");

        Assert.Null(made.Photo.Background);
        Assert.Equal(Verdict.Fail, made.SourceCheck!.Of(ComplianceRules.BackgroundUniform)!.Verdict);
        // All that is wrong with it is said in one sentence.
        Assert.Single(made.Warnings, warning => warning.Id.StartsWith("rules.background-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_background_that_was_replaced_is_not_blamed()
    {
        IdPhotoFile made = await MakeAsync("paper-ayo-ogunseinde", "two-inch");

        Assert.NotNull(made.Photo.Background);
        Assert.Equal(Verdict.NotAssessed, made.SourceCheck!.Of(ComplianceRules.BackgroundUniform)!.Verdict);
        Assert.DoesNotContain(made.Warnings, warning => warning.Id.StartsWith("rules.background-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hat_and_dark_glasses_are_told()
    {
        IdPhotoFile made = await MakeAsync("material-mariya-georgieva", "two-inch");

        Assert.Contains(made.Warnings, warning => warning.InEnglish().StartsWith("The head is covered.", StringComparison.Ordinal));
        Assert.Contains(made.Warnings, warning => warning.InEnglish().StartsWith("The lenses are dark", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_whose_warnings_nobody_reads_is_not_checked_and_gives_the_same_photo()
    {
        byte[] portrait = TestPortraits.Get("material-mariya-georgieva").Bytes;
        IdPhotoOptions quiet = new() { Make = new MakeOptions { Force = true }, Warn = false };

        IdPhotoFile told = await MakeAsync("material-mariya-georgieva", "two-inch");
        IdPhotoFile untold = await TestPortraits.Studio.MakeAsync(portrait, PhotoSpecs.Find("two-inch"), quiet, null, None);
        IdPhotoFile asked = await TestPortraits.Studio.MakeAsync(portrait, PhotoSpecs.Find("two-inch"), quiet with { Check = new CheckOptions() }, null, None);

        Assert.Null(untold.SourceCheck);
        Assert.Empty(untold.Warnings);
        Assert.Equal(told.Bytes, untold.Bytes);
        Assert.NotNull(asked.Compliance);
        Assert.Empty(asked.Warnings);
    }

    private static Task<IdPhotoFile> MakeAsync(string portrait, string spec) => TestPortraits.Studio.MakeAsync(
        TestPortraits.Get(portrait).Bytes, PhotoSpecs.Find(spec), new IdPhotoOptions { Make = new MakeOptions { Force = true } }, null, None);
}
