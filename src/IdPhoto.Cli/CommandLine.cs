using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using IdPhoto.Cli.Commands;
using IdPhoto.Cli.Usage;

namespace IdPhoto.Cli;

/// <summary>The commands, and what becomes of their failures.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            // Commands are described as they are created.
            LanguageOption.Choose(args);
            // A path may begin with '@', and '-' is a stream: neither response files nor bundled letters are wanted.
            ParseResult line = Root().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
            return line.Action is ParseErrorAction ? Fail(ExitCodes.Usage, "usage", UsageProblems.Of(line)) : await InvokeAsync(line).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            (string code, string sentence) = Failure.Of(error);
            return Fail((error as CommandFailure)?.ExitCode ?? ExitCodes.Failed, code, sentence);
        }
    }

    private static RootCommand Root()
    {
        RootCommand root = new(Speech.Of("commands.root"))
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
            AdminCommand.Create(),
            LanguageOption.Create(),
        };
        HelpText.Replace(root);
        return root;
    }

    private static async Task<int> InvokeAsync(ParseResult line)
    {
        using CancellationTokenSource stop = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        InvocationConfiguration plain = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await line.InvokeAsync(plain, stop.Token).ConfigureAwait(false);
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
