using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MimeKit;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>A real SMTP server on this machine, in a process of its own.</summary>
internal sealed class SmtpStandIn : IDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Root(), "test", "IdPhoto.Server.Tests", "npm");

    private readonly Process _process;
    private readonly TaskCompletionSource<int> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();

    private SmtpStandIn(Process process) => _process = process;

    /// <summary>Whether it can be started: it comes from npm.</summary>
    public static bool IsThere => File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json"));

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>Everything that it has taken, the earliest first.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. _mails];

    /// <summary>Starts it.</summary>
    /// <param name="settings">As NAME=value; server.mjs explains them.</param>
    public static async Task<SmtpStandIn> StartAsync(params string[] settings)
    {
        ProcessStartInfo start = new("node", ["server.mjs"]) { RedirectStandardOutput = true, RedirectStandardInput = true, WorkingDirectory = Folder };
        foreach (string setting in settings)
            start.Environment[setting.Split('=', 2)[0]] = setting.Split('=', 2)[1];
        SmtpStandIn server = new(new Process { StartInfo = start });
        server._process.OutputDataReceived += (_, line) => server.Printed(line.Data);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server.Port = await server._listening.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return server;
    }

    /// <summary>Waits until it has taken so many mails to an address.</summary>
    /// <returns>Those mails.</returns>
    public async Task<IReadOnlyList<ReceivedMail>> WaitAsync(string to, int count = 1)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (To(to).Count < count)
        {
            if (waited.Elapsed > TimeSpan.FromSeconds(90))
                throw new TimeoutException($"{To(to).Count} of {count} mails have come.");
            await Task.Delay(10);
        }
        return To(to);
    }

    /// <summary>Everything that it has taken, once it is so many: it prints a mail before it answers, and what it prints takes a moment to be read.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> AllAsync(int count)
    {
        for (int i = 0; i < 6000 && _mails.Count < count; i++)
            await Task.Delay(10);
        await Task.Delay(50);
        return Mails;
    }

    /// <summary>The mails to an address.</summary>
    public IReadOnlyList<ReceivedMail> To(string address) => [.. _mails.Where(mail => mail.To.Single() == address)];

    public void Dispose()
    {
        // It ends with its input.
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
            _process.Kill();
        _process.Dispose();
    }

    private void Printed(string? line)
    {
        if (line is null)
            return;
        using JsonDocument read = JsonDocument.Parse(line);
        JsonElement root = read.RootElement;
        if (root.TryGetProperty("port", out JsonElement port))
            _listening.TrySetResult(port.GetInt32());
        else
            _mails.Enqueue(new ReceivedMail(
                [.. root.GetProperty("to").EnumerateArray().Select(to => to.GetString()!)], root.GetProperty("id").GetString()!,
                root.GetProperty("secure").GetBoolean(), root.GetProperty("user").GetString(), root.GetProperty("raw").GetString() ?? ""));
    }
}

/// <summary>A mail that a server has taken.</summary>
/// <param name="To">Its recipients.</param>
/// <param name="Id">Its Message-ID.</param>
/// <param name="Secure">Whether it came over TLS.</param>
/// <param name="User">Who had signed in.</param>
/// <param name="Raw">As it came, in Latin-1.</param>
internal sealed record ReceivedMail(IReadOnlyList<string> To, string Id, bool Secure, string? User, string Raw)
{
    /// <summary>The mail, read.</summary>
    public MimeMessage Message => MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(Raw)));

    /// <summary>The part of the address after this word, in the text for people.</summary>
    public string TokenAfter(string path)
    {
        string text = Message.TextBody!;
        int at = text.IndexOf(path, StringComparison.Ordinal) + path.Length;
        return text[at..text.IndexOfAny(['?', '\r', '\n'], at)];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id} to {To.Count}");
}
