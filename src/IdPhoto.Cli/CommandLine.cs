using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using IdPhoto.Cli.Commands;

namespace IdPhoto.Cli;

/// <summary>The commands, and what becomes of their failures.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        // A path may begin with '@', and '-' is a stream: neither response files nor bundled letters are wanted.
        ParseResult line = Root().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        if (line.Action is ParseErrorAction)
            return WrongUsage(line);
        using CancellationTokenSource stop = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        return await InvokeAsync(line, stop.Token).ConfigureAwait(false);
    }

    private static RootCommand Root() => new("Makes ID photos on this machine, without a network. Exit codes: 0 done; 1 refused, failed or cancelled; 2 wrong command line; 3 a check failed.")
    {
        MakeCommand.Create(),
        CutoutCommand.Create(),
        CheckCommand.Create(),
        SheetCommand.Create(),
        AnalyzeCommand.Create(),
        PreflightCommand.Create(),
        SpecsCommand.Create(),
        ModelsCommand.Create(),
        ServeCommand.Create(),
    };

    private static async Task<int> InvokeAsync(ParseResult line, CancellationToken cancel)
    {
        try
        {
            InvocationConfiguration plain = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await line.InvokeAsync(plain, cancel).ConfigureAwait(false);
        }
        catch (CommandFailure failure)
        {
            return Fail(failure.ExitCode, failure.Code, failure.Message);
        }
        catch (Exception error)
        {
            (string code, string sentence) = Failure.Of(error);
            return Fail(ExitCodes.Failed, code, sentence);
        }
    }

    private static int WrongUsage(ParseResult line)
    {
        string command = string.Join(' ', Names(line.CommandResult).Reverse());
        // Some messages are lists over several lines.
        IEnumerable<string> problems = line.Errors.Select(error => string.Join(' ', error.Message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)));
        string problem = string.Join(' ', problems.Select(sentence => sentence.TrimEnd('.') + '.'));
        return Fail(ExitCodes.Usage, "usage", $"{problem} '{command} --help' tells what can be written.");
    }

    /// <summary>The command as it was written, from its last word to the first.</summary>
    private static IEnumerable<string> Names(SymbolResult? result)
    {
        for (; result is CommandResult command; result = result.Parent)
            yield return command.Command is RootCommand ? "idphoto" : command.Command.Name;
    }

    private static int Fail(int exitCode, string code, string sentence)
    {
        Console.Error.WriteLine($"idphoto: {code}: {sentence}");
        return exitCode;
    }

    // The first signal lets the work stop between steps and clean up; a second one ends the process at once.
    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    }
}
