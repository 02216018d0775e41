using System.Globalization;
using IdPhoto.Cli.Commands;
using IdPhoto.Cli.Files;
using IdPhoto.Cli.Reports;
using IdPhoto.Cli.Tables;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;

namespace IdPhoto.Cli.Many;

/// <summary>Makes the photos of several documents from one picture, each named by its document, and goes on after a refused one.</summary>
internal static class ManyRun
{
    public static async Task<int> RunAsync(MakeRequest request, CancellationToken cancel)
    {
        if (request.Output == OutputFile.Stream || request.Report == OutputFile.Stream)
            throw CommandFailure.Usage("The photos of several documents need a folder, not standard output.");
        IdPhotoOptions options = request.Options(format: null);
        using PhotoStudio studio = PhotoStudio.Open(new PhotoStudioOptions { UseSalient = request.UseSalient });
        studio.Warm(cutOut: false);
        IReadOnlyList<PhotoSpec> specs = request.Specs();
        Check(specs, request);
        if (specs.Any(spec => EditPlan.NeedsPerson(spec, options.Make)))
            studio.Warm(cutOut: true);
        byte[] file = await InputFile.ReadAsync(request.Input, DecodeLimits.Default, cancel).ConfigureAwait(false);
        Folder(request.Output);
        if (request.Report is not null)
            Folder(request.Report);
        IReadOnlyList<DocumentResult> results;
        using (StageLine? progress = StageLine.OnTerminal())
            results = await studio.MakeManyAsync(file, specs, options, progress, null, cancel).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        foreach (DocumentResult result in results)
            Write(result, request);
        int made = results.Count(result => result.Photo is not null);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{made} made, {results.Count - made} refused"));
        return made == results.Count ? ExitCodes.Done : ExitCodes.Failed;
    }

    // Before the work: no photo may replace another or the picture that all are made from.
    private static void Check(IReadOnlyList<PhotoSpec> specs, MakeRequest request)
    {
        if (specs.CountBy(spec => spec.Id).FirstOrDefault(pair => pair.Value > 1) is { Key: { } twice })
            throw CommandFailure.Usage($"Two documents have the identifier '{twice}', and their photos would have one name. Give your own record another 'id'.");
        foreach (PhotoSpec spec in specs.Where(_ => Directory.Exists(request.Output)))
            Target(spec, spec.File.Format, request).Check(request.Input);
    }

    private static OutputFile Target(PhotoSpec spec, FileFormat format, MakeRequest request)
        => new(Path.Combine(request.Output, spec.Id + (format == FileFormat.Png ? ".png" : ".jpg")));

    private static void Folder(string path)
    {
        if (File.Exists(path))
            throw CommandFailure.Access($"'{path}' is a file. Name a folder for the results.");
        FileTrouble.Guard(path, "written", () => Directory.CreateDirectory(path));
    }

    private static void Write(DocumentResult result, MakeRequest request)
    {
        if (result.Photo is not { } photo)
        {
            Console.Out.WriteLine($"{result.Spec.Id}: {result.Refusal!.Code}: {result.Refusal.Message}");
            return;
        }
        Target(result.Spec, photo.Format, request).Write(photo.Bytes);
        if (request.Report is not null)
            new OutputFile(Path.Combine(request.Report, result.Spec.Id + ".json")).Write(JsonOutput.Utf8(MadeReport.Of(photo), ReportJson.Default.MadeReport));
        string background = photo.Photo.Background?.Hex ?? "background kept";
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Spec.Id}: ok, {photo.Photo.Page.Size.Width} x {photo.Photo.Page.Size.Height} px, {photo.Bytes.Length:N0} bytes, {background}"));
        foreach (string warning in photo.Warnings)
            Console.Out.WriteLine($"  Warning: {warning}");
    }
}
