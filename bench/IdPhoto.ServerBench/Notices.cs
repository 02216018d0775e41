using System.Diagnostics;
using System.Globalization;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Records;
using IdPhoto.Server.Tests.Harness;

namespace IdPhoto.ServerBench;

/// <summary>Notices by e-mail to many people, while whatever sends them is killed again and again: how many got theirs once, twice or never.</summary>
internal static class Notices
{
    /// <summary>The verb of a process that only sends.</summary>
    public const string Sender = "send-notices";

    private const string Domain = "@example.org";

    /// <summary>Claims of a killed process end soon, so that the next one is not idle for most of the run.</summary>
    private static readonly OutboxPace Pace = new() { Spacing = TimeSpan.Zero, ClaimLease = TimeSpan.FromSeconds(10), SendingLease = TimeSpan.FromSeconds(30), Poll = TimeSpan.FromMilliseconds(100) };

    /// <summary>Runs it.</summary>
    /// <param name="people">One notice for each.</param>
    /// <param name="kills">At random moments while notices go out.</param>
    /// <param name="processes">1: the whole server; more: so many that only send, from one file.</param>
    public static async Task RunAsync(int people, int kills, int processes)
    {
        int seed = Environment.TickCount;
        Console.WriteLine($"Seed {seed}.");
        using Sandbox sandbox = new();
        using SmtpStandIn smtp = await SmtpStandIn.StartAsync("BRIEF=1");
        using NoticeRig rig = new(sandbox, TimeProvider.System, smtp.Port, Pace);
        Fill(rig, people);
        Stopwatch time = Stopwatch.StartNew();
        await KillAsync(new Random(seed), sandbox, smtp, people, kills, processes);
        using (IDisposable last = await StartAsync(sandbox, smtp, processes))
            while (rig.Outbox.Status().Single().Waiting > 0)
                await Task.Delay(500);
        Report(rig.Outbox.Status().Single(), await smtp.AllAsync(0), people, kills, time.Elapsed);
    }

    /// <summary>Sends until it is killed.</summary>
    public static async Task SendAsync(string folder, int port)
    {
        using NoticeRig rig = new(new Sandbox(folder), TimeProvider.System, port, Pace);
        ChannelWorker worker = rig.Worker();
        while (true)
            await Task.Delay(await worker.WorkAsync(CancellationToken.None));
    }

    private static void Fill(NoticeRig rig, int people)
    {
        // Nothing is killed yet.
        rig.Get<RecordStore>().Run("PRAGMA synchronous = OFF");
        for (int i = 0; i < people; i++)
            rig.Subscribe(string.Create(CultureInfo.InvariantCulture, $"person{i}{Domain}"));
        rig.Get<RecordStore>().Run("PRAGMA synchronous = FULL");
        rig.Publish(TimeSpan.FromDays(30));
    }

    private static async Task KillAsync(Random random, Sandbox sandbox, SmtpStandIn smtp, int people, int kills, int processes)
    {
        IDisposable[] running = new IDisposable[processes];
        for (int i = 0; i < processes; i++)
            running[i] = await StartAsync(sandbox, smtp, processes);
        for (int kill = 1; kill <= kills; kill++)
        {
            // So many mails more, nine tenths of an even share in the mean, and then somewhere within the next ones.
            int more = random.Next(1, Math.Max(2, 9 * people / 5 / kills)), goal = smtp.Mails.Count + more;
            Stopwatch patience = Stopwatch.StartNew();
            while (smtp.Mails.Count < goal && patience.Elapsed < TimeSpan.FromSeconds(20))
                await Task.Delay(1);
            await Task.Delay(random.Next(20));
            int which = random.Next(processes);
            running[which].Dispose();
            running[which] = await StartAsync(sandbox, smtp, processes);
            if (kill % 10 == 0)
                Console.WriteLine($"{kill} kills, {smtp.Mails.Count} mails.");
        }
        foreach (IDisposable process in running)
            process.Dispose();
    }

    private static async Task<IDisposable> StartAsync(Sandbox sandbox, SmtpStandIn smtp, int processes)
    {
        string port = smtp.Port.ToString(CultureInfo.InvariantCulture);
        if (processes == 1)
            return await ServerProcess.StartAsync(
                sandbox, "PublicAddress=https://photos.example.org", $"SmtpServer=127.0.0.1:{port}", "SmtpSecurity=none", "MailFrom=photos@example.org", "NoticesPerMinute=1000000");
        ProcessStartInfo start = new("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "IdPhoto.ServerBench.dll"), Sender, sandbox.Root, port]);
        return new Killed(Process.Start(start)!);
    }

    private static void Report(OutboxStatus status, IReadOnlyList<ReceivedMail> mails, int people, int kills, TimeSpan time)
    {
        ILookup<string, string> byPerson = mails.ToLookup(mail => mail.To.Single(), mail => mail.Id);
        int once = byPerson.Count(person => person.Count() == 1), twice = byPerson.Count(person => person.Count() == 2), more = byPerson.Count(person => person.Count() > 2);
        int never = people - byPerson.Count, differing = byPerson.Count(person => person.Distinct().Count() > 1);
        Figures.Head();
        Figures.Print($"{people} notices, {kills} kills among them, in {time.TotalSeconds:0} s: received never", $"{never}", "0", never == 0);
        Figures.Print("received more than twice", $"{more}", "0", more == 0);
        Figures.Print("received twice", $"{twice}", $"at most {status.PerhapsTwice}, which the outbox has counted as perhaps twice", twice <= status.PerhapsTwice);
        Figures.Print("repetitions with another Message-ID", $"{differing}", "0", differing == 0);
        Console.WriteLine($"| received once | {once} | | |");
        Console.WriteLine($"| in the outbox: sent, unknown, failed | {status.Sent}, {status.Unknown}, {status.Failed} | | |");
    }

    /// <summary>A process that is killed in the end.</summary>
    private sealed class Killed(Process process) : IDisposable
    {
        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
