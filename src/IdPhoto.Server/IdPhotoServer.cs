using System.Net.Sockets;
using IdPhoto.Messages;
using IdPhoto.Server.Memory;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Studio;
using IdPhoto.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IdPhoto.Server;

/// <summary>The server as a program.</summary>
public static class IdPhotoServer
{
    private const int Ended = 0;
    private const int CannotStart = 1;
    private const int WrongSettings = 2;

    /// <summary>Reads the settings, starts the server and waits until it ends.</summary>
    /// <param name="args">Settings as <c>--Name=value</c>; see docs/operations.md. <c>--Lang=fr</c> is the language of the console.</param>
    /// <param name="cancel">Ends the server, once requests under way are answered.</param>
    /// <returns>An exit code: 0 ended, 1 could not be started, 2 a setting is wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancel)
    {
        Sentences console = ServerWords.English;
        try
        {
            CoreDumps.Forbid();
            NativeHeap.OverwriteFreed();
            console = SettingSources.ConsoleWords(args);
            ServerSettings settings = ServerSettings.Read(SettingSources.Read(args));
            await using WebApplication app = ServerHost.Build(settings);
            return await RunAsync(app, settings, console, cancel);
        }
        catch (SettingException wrong)
        {
            return Fail(WrongSettings, "usage", console.Say(wrong.Said));
        }
        catch (Exception error) when (error is IOException or SocketException or StoreException or UnauthorizedAccessException)
        {
            return Fail(CannotStart, "cannot-start", console.Say(Message.Of("settings.cannot-start", ("type", error.GetType().Name), ("reason", error.Message))));
        }
    }

    private static async Task<int> RunAsync(WebApplication app, ServerSettings settings, Sentences console, CancellationToken cancel)
    {
        // Refusals are answered from this pool too: while photos are worked on there must be threads to spare.
        ThreadPool.SetMinThreads(settings.Workers + Environment.ProcessorCount + 8, 8);
        app.Services.GetRequiredService<PhotoStudio>().Warm(cutOut: true);
        await app.StartAsync(cancel);
        // Nobody needs to be told where the socket for administration is: 'idphoto admin' finds it.
        string[] addresses =
        [
            .. app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses
                .Where(address => settings.AdminListen is not { } admin || address != admin.ToString()),
        ];
        foreach (string address in addresses)
            Console.WriteLine(console.Say(Message.Of("settings.listening", ("address", address))));
        if (settings.AppFolder is not null && ForBrowser(addresses) is { } site)
            Console.WriteLine(console.Say(Message.Of("settings.open-app", ("address", site))));
        if (settings.Listen.Any(address => !address.IsLocal))
            Console.WriteLine(console.Say(Message.Of("settings.reachable")));
        await app.WaitForShutdownAsync(cancel);
        return Ended;
    }

    /// <summary>The first address that a browser on this machine can open; null where there are only sockets.</summary>
    private static string? ForBrowser(IEnumerable<string> addresses) => addresses
        .FirstOrDefault(address => !address.StartsWith("http://unix:", StringComparison.OrdinalIgnoreCase))?
        .Replace("//0.0.0.0:", "//127.0.0.1:", StringComparison.Ordinal).Replace("//[::]:", "//[::1]:", StringComparison.Ordinal);

    private static int Fail(int exitCode, string code, string said)
    {
        Console.Error.WriteLine($"idphoto-server: {code}: {said}");
        return exitCode;
    }
}
