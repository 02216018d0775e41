using IdPhoto.Documents;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Studio;
using Xunit;

namespace IdPhoto.Tests.Portraits;

/// <summary>One source, several documents, one analysis.</summary>
public sealed class ManyTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;
    private static readonly string[] Ids = ["cn-passport", "gb-passport-digital", "jp-passport", "one-inch", "schengen-visa", "two-inch", "us-passport"];
    private static readonly PhotoSpec[] Documents = [.. Ids.Select(PhotoSpecs.Find)];

    [Fact]
    public async Task Documents_that_keep_the_background_get_the_very_bytes_that_each_gets_alone()
    {
        IdPhotoOptions keep = new() { Make = new MakeOptions { KeepBackground = true, Force = true } };

        foreach (DocumentResult result in await TestPortraits.Studio.MakeManyAsync(TestPortraits.Astronaut, Documents, keep, cancel: None))
            Assert.Equal((await TestPortraits.Studio.MakeAsync(TestPortraits.Astronaut, result.Spec, keep, cancel: None)).Bytes, result.Photo!.Bytes);
    }

    // Each document is cut out alone: all of them only where long tests are wanted.
    [Theory]
    [InlineData("astronaut", 0.5, 0.01, 1)]
    [InlineData("argon-fezbot", 0.5, 0.01, 1)]
    // Turned by 25 degrees, with a thing before the person that the page for a visa shows half: a run at another size takes another part of it.
    [InlineData("material-card-profile2", 2, 0.04, 1)]
    [InlineData("material-card-profile2", 2, 0.04, 3)]
    public async Task Documents_with_a_new_background_differ_from_those_made_alone_at_the_persons_edge_only_and_little(string id, double mostMean, double mostShare, int every)
    {
        if (every == 1)
            LongTests.Require();
        byte[] file = TestPortraits.Get(id).Bytes;
        IdPhotoOptions replace = new() { Make = new MakeOptions { AllowEdits = true, Force = true } };

        IReadOnlyList<DocumentResult> many = await TestPortraits.Studio.MakeManyAsync(file, Documents, replace, cancel: None);
        foreach (DocumentResult result in many.Where((_, i) => i % every == 0))
        {
            MadePhoto alone = (await TestPortraits.Studio.MakeAsync(file, result.Spec, replace, cancel: None)).Photo;
            Assert.Equal(alone.Placement.TargetToSource, result.Photo!.Photo.Placement.TargetToSource);
            // One network run sees all pages instead of one, and the matte is solved on another grid.
            (double mean, double share) = Difference(alone.Picture, result.Photo.Photo.Picture);
            Assert.InRange(mean, 0, mostMean);
            Assert.InRange(share, 0, mostShare);
        }
    }

    [Fact]
    public async Task One_document_among_many_alone_is_the_single_document()
    {
        PhotoSpec spec = PhotoSpecs.Find("two-inch");

        DocumentResult result = Assert.Single(await TestPortraits.Studio.MakeManyAsync(TestPortraits.Astronaut, [spec], cancel: None));

        Assert.Equal((await TestPortraits.Studio.MakeAsync(TestPortraits.Astronaut, spec, cancel: None)).Bytes, result.Photo!.Bytes);
    }

    [Fact]
    public async Task Each_document_is_made_or_refused_by_itself()
    {
        PhotoSpec[] specs = [PhotoSpecs.Find("one-inch"), PhotoSpecs.Find("us-passport"), PhotoSpecs.Find("one-inch") with { Id = "huge", Pixels = null, Dpi = 1200 }];
        IdPhotoOptions white = new() { Make = new MakeOptions { Background = new Colour(255, 255, 255) } };
        Told told = new();

        IReadOnlyList<DocumentResult> results = await TestPortraits.Studio.MakeManyAsync(TestPortraits.Astronaut, specs, white, finished: told, cancel: None);

        Assert.Equal([null, Refusals.EditForbidden, Refusals.ResolutionTooLow], results.Select(result => result.Refusal?.Code));
        Assert.Equal(specs.Select(spec => spec.Id), results.Select(result => result.Spec.Id));
        Assert.Equal(results.OrderBy(result => result.Spec.Id), told.Results.OrderBy(result => result.Spec.Id));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_refuses_all_at_once_and_a_cancelled_job_stops()
    {
        Assert.Equal(Refusals.NotAPicture, (await Assert.ThrowsAsync<PhotoException>(() => TestPortraits.Studio.MakeManyAsync("Dear office,"u8.ToArray(), Documents, cancel: None))).Code);
        using CancellationTokenSource stop = new();
        Told first = new() { Then = stop.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => TestPortraits.Studio.MakeManyAsync(TestPortraits.Astronaut, [.. Enumerable.Repeat(Documents, 10).SelectMany(all => all)], finished: first, cancel: stop.Token));
    }

    private static (double Mean, double ShareAbove) Difference(Picture a, Picture b)
    {
        Assert.Equal(a.Size, b.Size);
        long sum = 0, above = 0;
        for (int i = 0; i < a.Rgb.Length; i++)
        {
            int off = Math.Abs(a.Rgb[i] - b.Rgb[i]);
            sum += off;
            above += off > 16 ? 1 : 0;
        }
        return ((double)sum / a.Rgb.Length, (double)above / a.Rgb.Length);
    }

    private sealed class Told : IProgress<DocumentResult>
    {
        private readonly Lock _lock = new();

        public List<DocumentResult> Results { get; } = [];

        public Action? Then { get; init; }

        public void Report(DocumentResult value)
        {
            lock (_lock)
                Results.Add(value);
            Then?.Invoke();
        }
    }
}
