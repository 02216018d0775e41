using System.Diagnostics;
using System.Globalization;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Records;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Notices;

/// <summary>A server that is killed while it sends leaves nobody out, and tells nobody twice but where SMTP itself cannot know.</summary>
public sealed class NoticeKillTests
{
    private const string Slow = "slow@example.org";
    private const int People = 61;

    [Fact]
    public async Task Killed_twice_while_it_sends_the_server_tells_everybody_and_at_most_the_one_who_was_being_told_again()
    {
        Assert.SkipUnless(SmtpStandIn.IsThere, "npm is not installed.");
        using SmtpStandIn smtp = await SmtpStandIn.StartAsync("BRIEF=1");
        using Sandbox sandbox = new();
        using NoticeRig rig = new(sandbox, TimeProvider.System, smtp.Port, new OutboxPace());
        // The rig has no server's folder around its records.
        File.WriteAllText(Path.Combine(sandbox.Data, DataFolder.Marker), "");
        rig.Subscribe(Slow);
        for (int i = 1; i < People; i++)
            rig.Subscribe(string.Create(CultureInfo.InvariantCulture, $"person{i}@example.org"));
        rig.Publish(TimeSpan.FromDays(30));

        // The mail server has this mail and has not answered yet: nobody can know whether it counts.
        await KillAsync(sandbox, smtp, () => smtp.To(Slow).Count == 1);
        Assert.Contains("1 sending", rig.States(), StringComparison.Ordinal);
        Pass(rig);
        int before = smtp.Mails.Count;
        await KillAsync(sandbox, smtp, () => smtp.Mails.Count >= before + 20);
        Assert.InRange(rig.Outbox.Status().Single().Waiting, 1, People - 1);
        Pass(rig);
        using (await StartAsync(sandbox, smtp))
            await UntilAsync(() => rig.Outbox.Status().Single().Waiting == 0);

        OutboxStatus status = rig.Outbox.Status().Single();
        ILookup<string, string> told = (await smtp.AllAsync(People)).ToLookup(mail => mail.To.Single(), mail => mail.Id);
        Assert.Equal((People, People), (told.Count, (int)status.Sent));
        Assert.InRange(status.PerhapsTwice, 1, 2);
        Assert.InRange(told.Count(person => person.Count() > 1), 1, (int)status.PerhapsTwice);
        // Whoever got it twice can see that it is the same.
        Assert.All(told, person => Assert.Single(person.Distinct()));
        Assert.All(told, person => Assert.InRange(person.Count(), 1, 2));
        Assert.Equal(2, told[Slow].Count());
    }

    private static async Task KillAsync(Sandbox sandbox, SmtpStandIn smtp, Func<bool> when)
    {
        using ServerProcess server = await StartAsync(sandbox, smtp);
        await UntilAsync(when);
        server.Kill();
    }

    /// <summary>What a server that is no more had claimed is free after its time.</summary>
    private static void Pass(NoticeRig rig)
        => rig.Get<RecordStore>().Run("UPDATE notice_outbox SET due = due - @passed", ("@passed", (long)TimeSpan.FromMinutes(3).TotalMilliseconds));

    private static Task<ServerProcess> StartAsync(Sandbox sandbox, SmtpStandIn smtp) => ServerProcess.StartAsync(
        sandbox, "PublicAddress=https://photos.example.org", string.Create(CultureInfo.InvariantCulture, $"SmtpServer=127.0.0.1:{smtp.Port}"),
        "SmtpSecurity=none", "MailFrom=photos@example.org", "NoticesPerMinute=1200", sandbox.NoNetworks);

    private static async Task UntilAsync(Func<bool> holds)
    {
        Stopwatch patience = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(2), "It does not come.");
            await Task.Delay(5);
        }
    }
}
