using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Portraits;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;
using IdPhoto.Tests.Portraits;
using IdPhoto.Tests.Wording;
using Xunit;
using static IdPhoto.Documents.EditRule;

namespace IdPhoto.Tests.Edits;

public sealed class EditPolicyTests
{
    [Theory]
    [InlineData(Forbidden, Implied, EditLevel.Untouched, EditLevel.Untouched)]
    [InlineData(Forbidden, NotSeen, EditLevel.Untouched, EditLevel.Untouched)]
    [InlineData(Forbidden, Silent, EditLevel.Untouched, EditLevel.Untouched)]
    [InlineData(NotSeen, Forbidden, EditLevel.Untouched, EditLevel.Untouched)]
    [InlineData(Forbidden, Allowed, EditLevel.Background, EditLevel.Background)]
    [InlineData(Discouraged, NotSeen, EditLevel.Background, EditLevel.Untouched)]
    [InlineData(NotSeen, NotSeen, EditLevel.Background, EditLevel.Untouched)]
    [InlineData(Silent, Silent, EditLevel.Background, EditLevel.Untouched)]
    [InlineData(NotSeen, Silent, EditLevel.Background, EditLevel.Untouched)]
    [InlineData(NotSeen, Allowed, EditLevel.Background, EditLevel.Background)]
    [InlineData(Allowed, NotSeen, EditLevel.Background, EditLevel.Untouched)]
    [InlineData(Allowed, Allowed, EditLevel.Retouch, EditLevel.Background)]
    [InlineData(NotApplicable, NotApplicable, EditLevel.Retouch, EditLevel.Background)]
    public void What_an_authority_says_decides_what_may_be_done_and_what_is_done_unasked(
        EditRule alteration, EditRule background, EditLevel permitted, EditLevel unasked)
    {
        EditPolicy policy = new() { Alteration = alteration, Background = background };

        Assert.Equal((permitted, unasked), (policy.Permitted, policy.Unasked));
    }

    [Fact]
    public void A_background_that_is_forbidden_is_refused_before_the_photo_is_looked_at()
    {
        MakeOptions white = new() { Background = new Colour(255, 255, 255) };

        PhotoException refusal = Assert.Throws<PhotoException>(() => EditPlan.Of(PhotoSpecs.Find("us-passport"), white));

        Assert.Equal(Refusals.EditForbidden, refusal.Code);
        Assert.Contains("State Department", refusal.InEnglish(), StringComparison.Ordinal);
        Assert.True(EditPlan.Of(PhotoSpecs.Find("us-passport"), white with { AllowEdits = true }).Overrides);
        Assert.Null(EditPlan.Of(PhotoSpecs.Find("us-passport"), white with { KeepBackground = true }).Background);
    }

    [Fact]
    public async Task The_library_refuses_it_too()
    {
        IdPhotoOptions white = new() { Make = new MakeOptions { Background = new Colour(255, 255, 255) } };

        PhotoException refusal = await Assert.ThrowsAsync<PhotoException>(
            () => TestPortraits.Studio.MakeAsync(TestPortraits.Astronaut, PhotoSpecs.Find("us-passport"), white, cancel: TestContext.Current.CancellationToken));

        Assert.Equal(Refusals.EditForbidden, refusal.Code);
    }

    [Fact]
    public void Where_nothing_was_seen_a_background_is_replaced_on_request_only()
    {
        PhotoSpec unknown = PhotoSpecs.Find("one-inch") with { Edit = new EditPolicy { Alteration = NotSeen, Background = NotSeen } };

        Assert.Null(EditPlan.Of(unknown, new MakeOptions()).Background);
        EditPlan asked = EditPlan.Of(unknown, new MakeOptions { Background = new Colour(1, 2, 3) });
        Assert.Equal(new Colour(1, 2, 3), asked.Background);
        Assert.False(asked.Overrides);
    }

    [Fact]
    public async Task The_user_is_told_why_a_background_was_kept_and_what_a_replaced_one_risks()
    {
        PhotoSpec unknown = PhotoSpecs.Find("one-inch") with { Edit = new EditPolicy { Alteration = NotSeen, Background = NotSeen } };
        CancellationToken stop = TestContext.Current.CancellationToken;
        IdPhotoOptions white = new() { Make = new MakeOptions { Background = new Colour(255, 255, 255) } };

        IdPhotoFile kept = await TestPortraits.Studio.MakeAsync(TestPortraits.Astronaut, unknown, new IdPhotoOptions { Make = new MakeOptions { Force = true } }, cancel: stop);
        IdPhotoFile replaced = await TestPortraits.Studio.MakeAsync(TestPortraits.Astronaut, unknown, white, cancel: stop);

        Assert.Contains(kept.Warnings, warning => warning.InEnglish().StartsWith("The background was not replaced", StringComparison.Ordinal));
        Assert.Contains(replaced.Warnings, warning => warning.InEnglish().Contains("not permission", StringComparison.Ordinal));
    }

    /// <summary>The Chinese identity card is uploaded as a JPEG before white, and printed.</summary>
    [Fact]
    public async Task A_transparent_photo_says_which_colours_and_files_the_document_takes()
    {
        IdPhotoOptions transparent = new() { Make = new MakeOptions { Transparent = true, AllowEdits = true, Force = true } };

        async Task<string[]> WarningsAsync(string document, IdPhotoOptions options)
            => [.. (await TestPortraits.Studio.MakeAsync(TestPortraits.Astronaut, PhotoSpecs.Find(document), options, cancel: TestContext.Current.CancellationToken))
                .Warnings.Select(warning => warning.InEnglish())];

        string[] china = await WarningsAsync("cn-id-card", transparent);
        Assert.Contains("The background is transparent. The document accepts white.", china);
        Assert.Contains("The document requires a JPEG, and this is a PNG.", china);
        Assert.Contains("The background is transparent, and the document requires a light one.", await WarningsAsync("de-passport", transparent));
        Assert.DoesNotContain(await WarningsAsync("one-inch", transparent), warning => warning.Contains("document requires", StringComparison.Ordinal));
        Assert.DoesNotContain(await WarningsAsync("cn-id-card", new IdPhotoOptions { Make = transparent.Make with { Transparent = false } }), warning => warning.Contains("transparent", StringComparison.Ordinal));
    }

    [Fact]
    public void A_transparent_background_is_warned_of_before_any_photo()
    {
        PhotoSpec china = PhotoSpecs.Find("cn-id-card");

        Assert.Contains(PhotoWarnings.Before(china, new MakeOptions { Transparent = true }), warning => warning.Id == "warnings.background-transparent");
        Assert.DoesNotContain(PhotoWarnings.Before(china, new MakeOptions { Transparent = true, KeepBackground = true }), warning => warning.Id == "warnings.background-transparent");
    }
}
