using System.Diagnostics;
using IdPhoto.Cli.Files;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Server.Store;

namespace IdPhoto.Cli.Folders;

/// <summary>Does the same work to every photo of a folder, one photo per core, and goes on after a bad one.</summary>
internal sealed class FolderRun
{
    private readonly IReadOnlyList<FolderJob> _jobs;
    private readonly string _output;
    private readonly Dictionary<FileFormat, IReadOnlyDictionary<string, string>> _names;
    private int _made;
    private int _refused;
    private int _skipped;

    // Whether the folder for the results was made for them.
    private bool _isNew;

    private FolderRun(IReadOnlyList<FolderJob> jobs, string output)
    {
        (_jobs, _output) = (jobs, output);
        string[] photos = [.. jobs.Where(job => job.IsPicture).Select(job => job.Name)];
        _names = Enum.GetValues<FileFormat>().ToDictionary(format => format, format => FolderNames.Of(photos, FolderResult.Extension(format)));
    }

    /// <summary>Lists the photos and makes the folder for the results.</summary>
    /// <param name="input">Read without its subfolders.</param>
    /// <param name="output">Created where it does not exist.</param>
    /// <param name="documents">Those whose results go into a folder of their own in it.</param>
    /// <exception cref="CommandFailure">One of the folders cannot be used, or there is nothing to do.</exception>
    public static FolderRun Prepare(string input, string output, params IEnumerable<string> documents)
    {
        OutputFolder.Check(output);
        foreach (string folder in documents.Select(document => Path.Combine(output, document)).Prepend(output))
            if (FileTrouble.Guard(folder, FileUse.Write, () => RealPath.AreSame(folder, input)))
                throw CommandFailure.Usage(Message.Of("failures.would-replace-inputs"));
        IReadOnlyList<FolderJob> jobs = FileTrouble.Guard(input, FileUse.Read, () => FolderJob.List(input));
        if (jobs.Count == 0)
            throw CommandFailure.Access(Message.Of("failures.empty-folder", ("path", input)));
        bool isNew = !Directory.Exists(output);
        OutputFolder.Create(output);
        return new FolderRun(jobs, output) { _isNew = isNew };
    }

    /// <summary>Runs all jobs.</summary>
    /// <param name="work">From a photo's file to its results; called from several threads at once.</param>
    /// <param name="cancel">Stops between steps; results that are done stay.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(Func<byte[], CancellationToken, Task<IReadOnlyList<FolderResult>>> work, CancellationToken cancel)
    {
        try
        {
            return await RunAllAsync(work, cancel).ConfigureAwait(false);
        }
        finally
        {
            if (_isNew)
                OutputFolder.RemoveEmpty(_output);
        }
    }

    private async Task<int> RunAllAsync(Func<byte[], CancellationToken, Task<IReadOnlyList<FolderResult>>> work, CancellationToken cancel)
    {
        Stopwatch clock = Stopwatch.StartNew();
        using (IFolderProgress progress = FolderProgress.Start(_jobs.Count))
        {
            // As many photos in memory as there are cores, whatever the folder's size.
            ParallelOptions cores = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel };
#pragma warning disable RS0030 // Photos, not rows: each is made by a studio of one thread.
            await Parallel.ForEachAsync(_jobs, cores, async (job, stop) => progress.Tell(await RunAsync(job, work, stop).ConfigureAwait(false)))
                .ConfigureAwait(false);
        }
        Console.Out.WriteLine(Speech.Say(Summary(Argument.Number(clock.Elapsed.TotalSeconds, 1))));
        return _refused == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private Message Summary(Argument seconds) => _skipped == 0
        ? Message.Of("progress.folder-done", ("made", _made), ("refused", _refused), ("seconds", seconds))
        : Message.Of("progress.folder-done-skipped", ("made", _made), ("refused", _refused), ("skipped", _skipped), ("seconds", seconds));

    private async Task<string> RunAsync(FolderJob job, Func<byte[], CancellationToken, Task<IReadOnlyList<FolderResult>>> work, CancellationToken cancel)
    {
        try
        {
            if (!job.IsPicture)
                return Count(ref _skipped, Speech.Say(Message.Of("progress.skipped", ("name", job.Name))));
            byte[] file = await InputFile.ReadAsync(job.Input, DecodeLimits.Default, cancel).ConfigureAwait(false);
            IReadOnlyList<FolderResult> results = await work(file, cancel).ConfigureAwait(false);
            cancel.ThrowIfCancellationRequested();
            return string.Join(Environment.NewLine, results.Select(result => Line(job, result)));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return Refused(job.Name, error);
        }
    }

    private string Line(FolderJob job, FolderResult result)
    {
        string of = result.Document is null ? job.Name : $"{job.Name}: {result.Document}";
        if (result.Bytes is not { } bytes)
            return Refused(of, result.Refusal!);
        string name = Path.Combine(result.Document ?? "", _names[result.Format][job.Name]);
        try
        {
            if (result.Document is not null)
                OutputFolder.Create(Path.Combine(_output, result.Document));
            OutputFile target = new(Path.Combine(_output, name));
            target.Check(job.Input);
            target.Write(bytes);
            Message[] lines = [Message.Of("progress.made", ("name", of), ("file", name)), .. result.Notes];
            return Count(ref _made, string.Join(Environment.NewLine + "  ", lines.Select(line => Speech.Say(line))));
        }
        catch (CommandFailure failure)
        {
            return Refused(of, failure);
        }
    }

    private string Refused(string name, Exception error)
    {
        (string code, string sentence) = Failure.Of(error);
        return Count(ref _refused, $"{name}: {code}: {sentence}");
    }

    private static string Count(ref int counter, string line)
    {
        Interlocked.Increment(ref counter);
        return line;
    }
}
