using System.Diagnostics;
using Xunit;

namespace IdPhoto.Tests.Cli;

public sealed class RefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("unknown-spec", "make", "in", "--spec", "us-pasport", "--out", "out.jpg")]
    [InlineData("invalid-colour", "make", "in", "--spec", "us-passport", "--out", "out.jpg", "--background", "pinkish")]
    [InlineData("usage", "make", "in", "--spec", "us-passport", "--out", "out.gif")]
    [InlineData("usage", "make", "in", "--spec", "us-passport", "--out", "out.jpg", "--dpi", "fine")]
    [InlineData("usage", "make", "in", "--spec", "us-passport", "--out", "out.jpg", "--max-kb", "0")]
    [InlineData("usage", "make", "in", "--spec", "us-passport", "--out", "out.jpg", "--matting", "magic")]
    [InlineData("usage", "make", "in", "--spec", "us-passport", "--out", "in")]
    [InlineData("usage", "make", "in", "--spec", "us-passport", "--out", "-", "--report", "-")]
    [InlineData("usage", "make", "in", "--spec", "us-passport")]
    [InlineData("usage", "make", "--spec", "us-passport", "--out", "out.jpg")]
    [InlineData("usage", "make", "in", "--spec", "one-inch,cv", "--out", "out.jpg")]
    [InlineData("unknown-spec", "make", "in", "--spec", "no-passport,us-pasport", "--out", "out.d")]
    [InlineData("usage", "specs", "show")]
    [InlineData("usage", "cutout", "in", "--out", "out.jpg")]
    [InlineData("usage", "analyze", "in", "--sideways")]
    [InlineData("usage", "dance")]
    [InlineData("usage")]
    public async Task A_wrong_command_line_ends_with_2(string code, params string[] args)
    {
        string photo = _folder.Write("in.png", File.ReadAllBytes(Idphoto.Astronaut));

        Outcome outcome = await Idphoto.RunAsync([.. args.Select(arg => arg == "in" ? photo : arg.StartsWith("out.", StringComparison.Ordinal) ? _folder[arg] : arg)]);

        outcome.Failed(2, code);
        Assert.Equal(["in.png"], _folder.Names);
    }

    [Fact]
    public async Task A_misspelt_document_is_answered_with_the_most_similar_one()
        => Assert.Contains("us-passport", (await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "us-pasport", "--out", "-")).Errors, StringComparison.Ordinal);

    [Fact]
    public async Task What_cannot_be_made_at_home_is_said_before_why_this_picture_is_refused()
    {
        Outcome one = await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "de-passport", "--out", _folder["out.jpg"]);
        Outcome many = await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "de-passport,one-inch", "--out", _folder["out"]);

        one.Failed(1, Refusals.ResolutionTooLow);
        Assert.StartsWith("idphoto: resolution-too-low: This photo cannot be made at home", one.Errors, StringComparison.Ordinal);
        Assert.Contains("de-passport: resolution-too-low: This photo cannot be made at home", many.Text, StringComparison.Ordinal);
        Assert.Equal(1, many.ExitCode);
    }

    [Fact]
    public async Task A_document_without_a_photo_to_make_does_not_stop_the_others()
    {
        Outcome outcome = await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "No-Passport,one-inch", "--background", "keep", "--force", "--out", _folder["out"]);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("no-passport: taken-on-site: There is no photo to make for this document.", outcome.Text, StringComparison.Ordinal);
        Assert.EndsWith("1 made, 1 refused", outcome.Text.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal("one-inch.jpg", Path.GetFileName(Assert.Single(Directory.GetFiles(_folder["out"]))));
    }

    [Fact]
    public async Task A_document_that_is_named_twice_is_made_once_in_the_folder_of_several()
    {
        (await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "one-inch,One-Inch", "--background", "keep", "--force", "--out", _folder["out"])).IsDone();

        Assert.Equal("one-inch.jpg", Path.GetFileName(Assert.Single(Directory.GetFiles(_folder["out"]))));
    }

    [Fact]
    public async Task A_folder_that_nothing_goes_into_is_not_made()
    {
        (await Idphoto.RunAsync("make", _folder.Write("empty.jpg", []), "--spec", "one-inch,cv", "--out", _folder["out"], "--report", _folder["reports"]))
            .Failed(1, Refusals.EmptyFile);

        Assert.Equal(["empty.jpg"], _folder.Names);
    }

    [Fact]
    public async Task A_place_that_takes_no_files_is_told_as_such()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there is a folder that takes no files from anybody.");

        Outcome outcome = await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "one-inch", "--background", "keep", "--force", "--out", "/proc/x.jpg");

        outcome.Failed(1, Refusals.FileAccess);
        Assert.Contains("'/proc/x.jpg' cannot be written", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_is_not_a_picture()
        => (await Idphoto.RunAsync("make", _folder.Write("letter.jpg", "Dear office,"u8.ToArray()), "--spec", "us-passport", "--out", _folder["out.jpg"]))
            .Failed(1, Refusals.NotAPicture);

    [Fact]
    public async Task A_file_that_ends_too_early_is_refused()
    {
        byte[] half = File.ReadAllBytes(Idphoto.Astronaut)[..200_000];

        (await Idphoto.RunAsync("cutout", _folder.Write("half.png", half), "--out", _folder["out.png"])).Failed(1, Refusals.Truncated);
        (await Idphoto.RunAsync(half, ["analyze", "-", "--json"])).Failed(1, Refusals.Truncated);
        Assert.Equal(["half.png"], _folder.Names);
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_by_its_length()
    {
        using (FileStream large = File.Create(_folder["large.jpg"]))
            large.SetLength((25 << 20) + 1);

        (await Idphoto.RunAsync("analyze", _folder["large.jpg"])).Failed(1, Refusals.FileTooLarge);
    }

    [Fact]
    public async Task Missing_files_and_folders_are_told_by_the_name_that_was_typed()
    {
        Outcome missing = await Idphoto.RunAsync("analyze", _folder["none.jpg"]);
        missing.Failed(1, Refusals.FileAccess);
        Assert.Contains("none.jpg", missing.Errors, StringComparison.Ordinal);
        (await Idphoto.RunAsync("analyze", _folder.Path)).Failed(1, Refusals.FileAccess);
        (await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "us-passport", "--out", _folder["no/such/out.jpg"])).Failed(1, Refusals.FileAccess);
        (await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "us-passport", "--out", _folder.Path)).Failed(1, Refusals.FileAccess);
    }

    [Fact]
    public async Task A_link_to_the_input_is_not_overwritten()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        string photo = _folder.Write("in.png", File.ReadAllBytes(Idphoto.Astronaut));
        File.CreateSymbolicLink(_folder["link.png"], photo);

        (await Idphoto.RunAsync("cutout", photo, "--out", _folder["link.png"])).Failed(2, "usage");
        Assert.Equal(File.ReadAllBytes(Idphoto.Astronaut), File.ReadAllBytes(photo));
    }

    [Fact]
    public async Task An_interrupt_ends_the_work_and_leaves_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks at the process the way Linux shows it.");
        CancellationToken stop = TestContext.Current.CancellationToken;
        using Process process = Idphoto.Start("make", "-", "--spec", "us-passport", "--out", _folder["out.jpg"]);
        // By the time ONNX Runtime is loaded, signals are listened to; the photo never comes.
        while (!(await File.ReadAllTextAsync($"/proc/{process.Id}/maps", stop)).Contains("libonnxruntime", StringComparison.Ordinal))
            await Task.Delay(20, stop);
        using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
            await kill.WaitForExitAsync(stop);

        await process.WaitForExitAsync(stop);

        Assert.StartsWith("idphoto: cancelled: ", await process.StandardError.ReadToEndAsync(stop), StringComparison.Ordinal);
        Assert.Equal(1, process.ExitCode);
        Assert.Empty(_folder.Names);
    }
}
