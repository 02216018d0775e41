using IdPhoto.Cli.Commands;
using IdPhoto.Cli.Files;
using IdPhoto.Cli.Folders;
using IdPhoto.Cli.Reports;
using IdPhoto.Cli.Tables;
using IdPhoto.Decoding;
using IdPhoto.Desktop;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Messages;
using IdPhoto.Portraits;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;

namespace IdPhoto.Cli.Many;

/// <summary>Makes the photos of several documents from one picture, each named by its document, and goes on after a refused one.</summary>
internal static class ManyRun
{
    public static async Task<int> RunAsync(MakeRequest request, CancellationToken cancel)
    {
        OutputFolder.Check(request.Output);
        if (request.Report is not null)
            OutputFolder.Check(request.Report);
        IdPhotoOptions options = request.Options(format: null);
        using PhotoStudio studio = DesktopStudio.Open(new PhotoStudioOptions { UseSalient = request.UseSalient });
        studio.Warm(cutOut: false);
        (IReadOnlyList<PhotoSpec> specs, IReadOnlyList<NoPhoto> refused) = request.Specs();
        Check(specs, request, options);
        if (specs.Any(spec => EditPlan.NeedsPerson(spec, options.Make)))
            studio.Warm(cutOut: true);
        byte[] file = await InputFile.ReadAsync(request.Input, DecodeLimits.Default, cancel).ConfigureAwait(false);
        IReadOnlyList<DocumentResult> results;
        using (StageLine? progress = StageLine.OnTerminal())
            results = await studio.MakeManyAsync(file, specs, options, progress, null, cancel).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        int made = results.Count(result => result.Photo is not null);
        // A folder that nothing goes into is not made.
        foreach (string folder in new[] { request.Output, request.Report }.OfType<string>().Where(_ => made > 0))
            OutputFolder.Create(folder);
        foreach (DocumentResult result in results)
            Write(result, request);
        Print(refused);
        int all = results.Count + refused.Count;
        Console.Out.WriteLine(Speech.Say(Message.Of("progress.documents-done", ("made", made), ("refused", all - made))));
        return made == all ? ExitCodes.Done : ExitCodes.Failed;
    }

    /// <summary>The same for every photo of a folder; each document's photos go into a folder of its own.</summary>
    /// <exception cref="CommandFailure">A folder or a document cannot be used as asked for.</exception>
    public static async Task<int> OfFolderAsync(MakeRequest request, CancellationToken cancel)
    {
        if (request.Report is not null)
            throw CommandFailure.Usage(Message.Of("failures.report-of-folder"));
        IdPhotoOptions options = request.Options(format: null) with { Warn = false };
        (IReadOnlyList<PhotoSpec> specs, IReadOnlyList<NoPhoto> refused) = request.Specs();
        CheckIds(specs);
        FolderRun run = FolderRun.Prepare(request.Input, request.Output, specs.Select(spec => spec.Id));
        using PhotoStudio studio = DesktopStudio.Open(new PhotoStudioOptions { UseSalient = request.UseSalient, Threads = 1 });
        studio.Warm(specs.Any(spec => EditPlan.NeedsPerson(spec, options.Make)));
        foreach (PhotoSpec spec in specs)
            Warn(spec, options);
        Print(refused);
        int code = await run.RunAsync(
            async (file, stop) =>
            {
                IReadOnlyList<DocumentResult> results = await studio.MakeManyAsync(file, specs, options, null, null, stop).ConfigureAwait(false);
                return [.. results.Select(Of)];
            },
            cancel).ConfigureAwait(false);
        return refused.Count == 0 ? code : ExitCodes.Failed;
    }

    private static FolderResult Of(DocumentResult result) => result.Photo is { } photo
        ? new FolderResult(result.Spec.Id, photo.Format, photo.Bytes) { Notes = [.. PortraitNotes.Of(photo.Photo)] }
        : new FolderResult(result.Spec.Id, default, null, Failure.ToldFirst(result.Refusal!, result.Spec));

    // Once for all photos. A document that the request is refused for says so on each photo's line.
    private static void Warn(PhotoSpec spec, IdPhotoOptions options)
    {
        try
        {
            foreach (Message warning in PhotoWarnings.Before(spec, options.Make))
                Console.Out.WriteLine($"{spec.Id}: {Speech.Say(Message.Of("tables.warning", ("warning", warning)))}");
        }
        catch (PhotoException)
        {
        }
    }

    private static void Print(IReadOnlyList<NoPhoto> refused)
    {
        foreach (NoPhoto document in refused)
            Console.Out.WriteLine($"{document.Id}: {document.Refusal.Code}: {Speech.Say(document.Refusal.Said)}");
    }

    private static void CheckIds(IReadOnlyList<PhotoSpec> specs)
    {
        if (specs.CountBy(spec => spec.Id).FirstOrDefault(pair => pair.Value > 1) is { Key: { } twice })
            throw CommandFailure.Usage(Message.Of("failures.same-id", ("id", twice)));
    }

    // Before the work: no photo may replace another or the picture that all are made from.
    private static void Check(IReadOnlyList<PhotoSpec> specs, MakeRequest request, IdPhotoOptions options)
    {
        CheckIds(specs);
        foreach (PhotoSpec spec in specs.Where(_ => Directory.Exists(request.Output)))
            Target(spec, options.FormatFor(spec), request).Check(request.Input);
    }

    private static OutputFile Target(PhotoSpec spec, FileFormat format, MakeRequest request)
        => new(Path.Combine(request.Output, FileName(spec.Id, format)));

    private static string FileName(string id, FileFormat format) => id + FolderResult.Extension(format);

    private static void Write(DocumentResult result, MakeRequest request)
    {
        if (result.Photo is not { } photo)
        {
            PhotoException refusal = Failure.ToldFirst(result.Refusal!, result.Spec);
            Console.Out.WriteLine($"{result.Spec.Id}: {refusal.Code}: {Speech.Say(refusal.Said)}");
            return;
        }
        Target(result.Spec, photo.Format, request).Write(photo.Bytes);
        if (request.Report is not null)
            new OutputFile(Path.Combine(request.Report, result.Spec.Id + ".json")).Write(JsonOutput.Utf8(MadeReport.Of(photo, Speech.Words), ReportJson.Default.MadeReport));
        Console.Out.WriteLine(Speech.Say(Made(result.Spec.Id, photo)));
        foreach (Message warning in photo.Warnings)
            Console.Out.WriteLine($"  {Speech.Say(Message.Of("tables.warning", ("warning", warning)))}");
    }

    private static Message Made(string id, IdPhotoFile file)
    {
        Argument size = Argument.Size(file.Photo.Page.Size.Width, file.Photo.Page.Size.Height, 0), bytes = file.Bytes.Length;
        string name = FileName(id, file.Format);
        if (file.Photo.Alpha is not null)
            return Message.Of("progress.document-made-transparent", ("document", id), ("file", name), ("size", size), ("bytes", bytes));
        return file.Photo.Background is { } colour
            ? Message.Of("progress.document-made", ("document", id), ("file", name), ("size", size), ("bytes", bytes), ("background", colour.Hex))
            : Message.Of("progress.document-made-kept", ("document", id), ("file", name), ("size", size), ("bytes", bytes));
    }
}
