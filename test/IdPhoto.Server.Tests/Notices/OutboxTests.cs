using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Notices;

/// <summary>Each person is told each thing once, whatever happens in between; against a real SMTP server.</summary>
public abstract class OutboxTests(RecordsIn place) : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private SmtpStandIn _smtp = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(SmtpStandIn.IsThere, "npm is not installed.");
        _smtp = await SmtpStandIn.StartAsync();
    }

    public ValueTask DisposeAsync()
    {
        _smtp?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_published_is_told_once_to_everybody_who_wished_for_it_before()
    {
        using NoticeRig rig = Rig();
        rig.Subscribe("before@example.org");
        rig.Subscribe("documents-only@example.org", policy: false, "us-passport");
        Announcement published = rig.Publish(TimeSpan.FromDays(30));
        rig.Subscribe("after@example.org");
        // As with every start, and after a crash between publishing and announcing.
        rig.Get<NoticePlanner>().Follow();
        rig.Get<NoticePlanner>().AnnouncePolicy(published);
        await rig.SendAsync();

        ReceivedMail mail = Assert.Single(await _smtp.AllAsync(1));
        Assert.Equal("before@example.org", mail.To.Single());
        Assert.Contains("applies from 2026-12-26", mail.Message.TextBody, StringComparison.Ordinal);
        Assert.Contains("Letters are kept for 30 days.", mail.Message.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_taken_back_before_it_was_told_is_not_told()
    {
        using NoticeRig rig = Rig();
        rig.Subscribe("nobody@example.org");
        rig.Get<PolicyRegister>().Withdraw(rig.Publish(TimeSpan.FromDays(30)).Number);
        rig.Get<NoticePlanner>().Follow();
        await rig.SendAsync();

        Assert.Equal(("1 withheld", 0), (rig.States(), (await _smtp.AllAsync(0)).Count));
    }

    [Fact]
    public async Task What_was_announced_while_the_mail_server_was_away_is_sent_when_it_is_back_although_it_holds_already()
    {
        using NoticeRig away = new(_clock, database: place.Database());
        using NoticeRig back = Rig(beside: away);
        away.Subscribe("patient@example.org");
        away.Publish(TimeSpan.FromDays(1));
        await away.SendAsync();
        Assert.Equal(("1 waiting", "email SocketException"), (away.States(), Assert.Single(away.Failures)));
        _clock.Pass(TimeSpan.FromDays(40));
        await back.SendAsync();

        Assert.Equal(("1 sent", 1), (back.States(), (await _smtp.AllAsync(1)).Count));
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_tried_once_and_one_that_is_busy_again()
    {
        using NoticeRig rig = Rig();
        rig.Subscribe("rejected@example.org");
        rig.Subscribe("later@example.org");
        rig.Publish(TimeSpan.FromDays(30));
        await rig.SendAsync();
        Assert.Equal(("1 failed, 1 waiting", 0), (rig.States(), _smtp.Mails.Count));

        _clock.Pass(TimeSpan.FromSeconds(59));
        await rig.SendAsync();
        Assert.Empty(_smtp.Mails);
        _clock.Pass(TimeSpan.FromSeconds(2));
        await rig.SendAsync();
        Assert.Equal(("1 failed, 1 sent", 1), (rig.States(), (await _smtp.AllAsync(1)).Count));
        Assert.Equal(0, rig.Outbox.Status().Single().PerhapsTwice);
    }

    [Fact]
    public async Task A_connection_that_ends_without_an_answer_leads_to_one_more_mail_with_the_same_identifier_and_is_counted()
    {
        using NoticeRig rig = Rig();
        rig.Subscribe("lost@example.org");
        rig.Subscribe("fine@example.org");
        rig.Publish(TimeSpan.FromDays(30));
        await rig.SendAsync();

        await _smtp.AllAsync(3);
        IReadOnlyList<ReceivedMail> twice = _smtp.To("lost@example.org");
        Assert.Equal(2, twice.Count);
        Assert.Single(twice.Select(mail => mail.Id).Distinct());
        Assert.Single(_smtp.To("fine@example.org"));
        OutboxStatus status = rig.Outbox.Status().Single();
        Assert.Equal((2, 1), (status.Sent, status.PerhapsTwice));
    }

    [Fact]
    public async Task A_crash_while_a_notice_is_handed_over_leads_to_one_more_at_most()
    {
        using NoticeRig rig = Rig();
        rig.Subscribe("crash@example.org");
        rig.Publish(TimeSpan.FromDays(30));
        using NoticeRig crashed = Rig(beside: rig), crashedToo = Rig(beside: rig), last = Rig(beside: rig);
        crashed.Outbox.Begin(crashed.Outbox.Claim(Channels.Mail).Single());
        await rig.SendAsync();
        Assert.Equal("1 sending", rig.States());

        _clock.Pass(TimeSpan.FromMinutes(3));
        crashedToo.Outbox.Recover(Channels.Mail);
        crashedToo.Outbox.Begin(crashedToo.Outbox.Claim(Channels.Mail).Single());
        _clock.Pass(TimeSpan.FromMinutes(3));
        await last.SendAsync();
        Assert.Equal(("1 unknown", 0), (last.States(), _smtp.Mails.Count));
        Assert.Equal(1, last.Outbox.Status().Single().PerhapsTwice);
    }

    [Fact]
    public async Task A_crash_before_a_notice_is_handed_over_costs_nobody_a_second_one()
    {
        using NoticeRig rig = Rig();
        rig.Subscribe("claimed@example.org");
        rig.Publish(TimeSpan.FromDays(30));
        using NoticeRig crashed = Rig(beside: rig);
        OutboxEntry claimed = crashed.Outbox.Claim(Channels.Mail).Single();
        await rig.SendAsync();
        Assert.Empty(_smtp.Mails);

        _clock.Pass(TimeSpan.FromMinutes(2));
        await rig.SendAsync();
        Assert.Single(await _smtp.AllAsync(1));
        // Should it have been asleep and not dead: it has lost its claim.
        Assert.Throws<LeaseLostException>(() => crashed.Outbox.Begin(claimed));
        Assert.Equal(0, rig.Outbox.Status().Single().PerhapsTwice);
    }

    [Fact]
    public async Task Several_processes_on_one_database_send_each_notice_once()
    {
        using NoticeRig one = Rig(), two = Rig(beside: one);
        for (int i = 0; i < 60; i++)
            one.Subscribe($"person{i}@example.org");
        one.Publish(TimeSpan.FromDays(30));
        await Task.WhenAll(Task.Run(() => one.SendAsync()), Task.Run(() => two.SendAsync()));

        Assert.Equal("60 sent", one.States());
        Assert.Equal(60, (await _smtp.AllAsync(60)).Count);
        Assert.Equal(60, _smtp.Mails.Select(mail => mail.To.Single()).Distinct().Count());
    }

    [Fact]
    public async Task After_a_change_of_the_controller_only_who_has_agreed_to_it_is_written_to()
    {
        using NoticeRig rig = Rig();
        rig.Subscribe("silent@example.org");
        byte[] agreed = rig.Subscribe("agreed@example.org");
        Announcement change = rig.Publish(TimeSpan.FromDays(30), new Controller("Another company", "privacy@example.com"));
        await rig.SendAsync();
        Assert.Equal(2, (await _smtp.AllAsync(2)).Count);

        _clock.Pass(TimeSpan.FromDays(31));
        rig.Get<Server.Consents.ConsentBook>().Give(agreed, Server.Consents.Purposes.Notices, rig.Get<PolicyRegister>().State.Tag, guardian: false);
        rig.Publish(TimeSpan.FromDays(30));
        await rig.SendAsync();
        Assert.Equal(1, change.Number);
        Assert.Equal(["silent@example.org", "agreed@example.org", "agreed@example.org"], (await _smtp.AllAsync(3)).Select(mail => mail.To.Single()).OrderDescending());
        Assert.Equal("3 sent, 1 withheld", rig.States());
    }

    private NoticeRig Rig(NoticeRig? beside = null) => new(_clock, _smtp.Port, beside: beside, database: beside is null ? place.Database() : null);
}

/// <summary>On a file of one server.</summary>
public sealed class OutboxInSqliteTests() : OutboxTests(RecordsIn.Sqlite);

/// <summary>On a database that several servers share.</summary>
public sealed class OutboxInPostgresTests() : OutboxTests(RecordsIn.Postgres);
