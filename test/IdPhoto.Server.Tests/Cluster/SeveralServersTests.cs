using System.Net;
using IdPhoto.Server.Audit;
using IdPhoto.Server.Consents;
using IdPhoto.Server.Letters;
using IdPhoto.Server.Notices.Mail;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Records;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Rights;
using IdPhoto.Server.Statistics;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>Two servers on one database keep the promises of one: what is said to one holds for the other, and nothing happens twice.</summary>
public sealed class SeveralServersTests : IAsyncLifetime
{
    private static readonly Controller Another = new("Another company", "privacy@example.com");

    private readonly StoreBench _photos = new();
    private string _database = "";
    private RecordsNode _one = null!, _two = null!;

    public async ValueTask InitializeAsync()
    {
        _database = PostgresServer.NewDatabase();
        await _photos.StartAsync();
        (_one, _two) = (Node(), Node());
    }

    public ValueTask DisposeAsync()
    {
        _one?.Dispose();
        _two?.Dispose();
        _photos.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void What_is_published_on_one_server_is_asked_for_on_the_other_at_the_very_next_request()
    {
        InstallId install = RecordsNode.NewInstall();
        _one.Agree(_one.Person(install), Purposes.ServerPhotos);
        _two.Require(install);

        _one.Publish(widens: true);
        Assert.Equal(ServerCodes.ConsentNeeded, Assert.Throws<RequestRefused>(() => _two.Require(install)).Code);
        _two.Agree(_two.Person(install), Purposes.ServerPhotos);
        _one.Require(install);
        _one.Consents.Withdraw(_one.Person(install), Purposes.ServerPhotos);
        Assert.Throws<RequestRefused>(() => _two.Require(install));

        Announcement later = _one.Policies.Publish(new PolicyDraft(DateTimeOffset.UtcNow.AddDays(30), Widens: true, null, new Dictionary<string, string> { ["en"] = "Later." }));
        Assert.Equal(later.Number, Assert.Single(_two.Policies.State.Upcoming).Number);
        Assert.True(_one.Policies.Withdraw(later.Number));
        Assert.Empty(_two.Policies.State.Upcoming);
    }

    [Fact]
    public void What_was_published_to_hold_at_once_holds_on_a_server_whose_clock_is_late_too()
    {
        ManualClock late = new();
        late.Pass(DateTimeOffset.UtcNow - late.GetUtcNow() - TimeSpan.FromSeconds(5));
        using RecordsNode slow = Node(late);
        InstallId install = RecordsNode.NewInstall();
        slow.Agree(slow.Person(install), Purposes.ServerPhotos);
        _one.Publish(controller: Another);

        Assert.Throws<RequestRefused>(() => slow.Require(install));
        Assert.Single(slow.Policies.TakeOvers());
    }

    [Fact]
    public async Task A_change_of_the_controller_erases_kept_photos_once()
    {
        InstallId install = RecordsNode.NewInstall();
        byte[] person = _two.Person(install);
        _two.Agree(person, Purposes.ServerPhotos);
        Stay kept = await _photos.Store.KeepAsync(SecretPhoto.Camera, person, CancellationToken.None);
        _two.Require(install);

        _one.Publish(controller: Another);
        int[] done = await Task.WhenAll(_one.TakeOvers.TakeOverAsync(CancellationToken.None), _two.TakeOvers.TakeOverAsync(CancellationToken.None));
        await _two.TakeOvers.TakeOverAsync(CancellationToken.None);

        Assert.Equal(1, done.Sum());
        Assert.Null(await _photos.Store.FindAsync(kept.Id, kept.Token));
        Assert.Equal(1, Acts(_one).Concat(Acts(_two)).Count(act => act == AuditActs.PhotosTakenOver));
    }

    [Fact]
    public async Task What_a_person_told_one_server_is_exported_and_deleted_by_the_other()
    {
        InstallId install = RecordsNode.NewInstall();
        byte[] person = _one.Person(install);
        _one.Get<People>().Tell(person, new DeviceFacts("de", "android", "1.0"));
        _one.Agree(person, Purposes.ServerPhotos);
        _one.Agree(person, Purposes.Notices);
        _one.Get<MailSubscriptions>().Put(person, "one@example.org", "de", new NoticeWish(Policy: true, ["us-passport"]));
        Stay kept = await _photos.Store.KeepAsync(SecretPhoto.Camera, person, CancellationToken.None);

        DeviceAnswer seen = (await _two.Get<PersonalData>().ExportAsync(person))!;
        Assert.Equal(("de", "android", "1.0"), (seen.Language, seen.Platform, seen.AppVersion));
        Assert.Equal(["consents", "email", "photos"], seen.Parts!.Keys.Order());
        Assert.Equal("one@example.org", Assert.IsType<MailAnswer>(seen.Parts["email"]).Address);

        (IReadOnlyList<string> names, bool tidy) = await _two.Get<PersonalData>().DeleteAsync(person);
        Assert.Equal(["consents", "device", "email", "photos"], names.Order());
        // What a database keeps in its files is not this server's to promise.
        Assert.False(tidy);
        Assert.Null(await _one.Get<PersonalData>().ExportAsync(person));
        Assert.Null(await _photos.Store.FindAsync(kept.Id, kept.Token));
        foreach (string table in RecordSchema.Personal.Where(table => table is not ("letters" or "notice_asks")))
            Assert.Equal(0, _one.Get<RecordStore>().Query($"SELECT count(*) FROM {table}", row => row.GetInt64(0)).Single());
        Assert.False(_two.Get<RecordStore>().Settle());
    }

    [Fact]
    public async Task A_yes_that_comes_while_the_install_is_forgotten_elsewhere_is_there_with_its_install_or_not_at_all()
    {
        for (int round = 0; round < 5; round++)
        {
            byte[] person = _one.Person(RecordsNode.NewInstall());
            await BothAsync((node, i) =>
            {
                if (i % 4 < 2)
                    node.Agree(person, Purposes.All[i % Purposes.All.Count]);
                else
                    node.Get<PersonalData>().DeleteAsync(person).GetAwaiter().GetResult();
                return i;
            });
        }

        Assert.Empty(_one.Get<RecordStore>().Query("SELECT person FROM consents WHERE person NOT IN (SELECT person FROM people)", row => row[0]));
    }

    [Fact]
    public async Task Letters_and_questions_to_an_address_are_bounded_for_all_servers_together()
    {
        Letter letter = new("child", "A picture of my child.", null, "en");
        _one.Get<RecordStore>().InTransaction(() => Assert.All(Enumerable.Range(0, LetterBox.Room - 5), _ => Assert.NotNull(_one.Get<LetterBox>().Keep(letter))));
        LetterEntry?[] kept = await BothAsync((node, _) => node.Get<LetterBox>().Keep(letter));
        Assert.Equal((5, LetterBox.Room), (kept.Count(entry => entry is not null), _one.Get<LetterBox>().List().Count));

        bool[] taken = await BothAsync((node, _) =>
        {
            byte[] person = node.Person(RecordsNode.NewInstall());
            node.Agree(person, Purposes.Notices);
            try
            {
                node.Get<MailSubscriptions>().Put(person, "victim@example.org", "en", new NoticeWish(Policy: true, []));
                return true;
            }
            catch (RequestRefused refused) when (refused.Status == (int)HttpStatusCode.TooManyRequests)
            {
                return false;
            }
        });
        Assert.Equal(3, taken.Count(one => one));
    }

    [Fact]
    public async Task Publications_of_two_servers_at_the_same_moment_have_numbers_of_their_own()
    {
        int[] numbers = await BothAsync((node, _) => node.Policies.Publish(new PolicyDraft(DateTimeOffset.UnixEpoch, Widens: false, null, new Dictionary<string, string> { ["en"] = "X." })).Number);

        Assert.Equal(Enumerable.Range(1, numbers.Length), numbers.Order());
        Assert.Equal(numbers.Length, _one.Policies.State.InForce.Count);
    }

    [Fact]
    public async Task The_operator_is_told_of_a_letter_once_whichever_server_it_came_to()
    {
        Assert.SkipUnless(SmtpStandIn.IsThere, "npm is not installed.");
        using SmtpStandIn smtp = await SmtpStandIn.StartAsync();
        string[] mail =
        [
            "PublicAddress=https://photos.example.org", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SmtpServer=127.0.0.1:{smtp.Port}"),
            "SmtpSecurity=none", "MailFrom=photos@example.org", "OperatorMail=privacy@example.org",
        ];
        using RecordsNode one = Node(null, mail), two = Node(null, mail);
        string[] references = [.. Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? one : two).Get<LetterBox>().Keep(new Letter("question", "A question.", null, "en"))!.Reference)];
        LetterPost[] posts = [one.Hosted<LetterPost>(), two.Hosted<LetterPost>()];
        await Task.WhenAll(posts.Select(post => post.StartAsync(CancellationToken.None)));
        while (one.Get<LetterBox>().Untold().Count > 0)
            await Task.Delay(10);
        await Task.WhenAll(posts.Select(post => post.StopAsync(CancellationToken.None)));

        Assert.Equal(references.Length, (await smtp.AllAsync(references.Length)).Count);
        Assert.All(references, reference => Assert.Single(smtp.Mails, told => told.Message.TextBody!.Contains(reference, StringComparison.Ordinal)));
    }

    [Fact]
    public void Counts_of_all_servers_are_added_up_and_told_once_none_can_be_added_any_more()
    {
        ManualClock clock = new();
        using RecordsNode one = Node(clock), two = Node(clock);
        foreach (RecordsNode node in new[] { one, two })
            for (int i = 0; i < 100; i++)
                node.Get<Tally>().Add(Counted.Photos, "us-passport");
        clock.Pass(TimeSpan.FromHours(13));
        two.Get<Tally>().Flush();
        // One o'clock in the night: another server may not have written what it has counted until midnight.
        Assert.Empty(one.Get<StatisticsReport>().Of(DateOnly.MinValue, DateOnly.MaxValue));
        clock.Pass(TimeSpan.FromHours(1));

        // What is told is blurred; what it is told of is exact.
        Assert.Single(two.Get<StatisticsReport>().Of(DateOnly.MinValue, DateOnly.MaxValue));
        Assert.Equal(200, Assert.Single(two.Get<Tally>().Read(0, int.MaxValue)).Count);
    }

    [Fact]
    public void Each_server_has_an_audit_log_of_its_own_which_does_not_pass_for_that_of_another()
    {
        _one.Audit.Append(AuditActs.StatusRead);
        _two.Audit.Append(AuditActs.StatusRead);
        _two.Audit.Append(AuditActs.StatusRead);

        Assert.Equal((true, true), (_one.Verify().IsSound, _two.Verify().IsSound));
        Assert.Equal(_one.Verify().Lines + 1, _two.Verify().Lines);
        Assert.Equal(AuditFaultKind.Changed, _one.Verify(_two.Sandbox.Audit).Fault?.Kind);
    }

    [Fact]
    public async Task What_one_server_does_for_all_is_left_alone_by_the_others_until_it_is_done_or_its_server_is_gone()
    {
        RecordStore one = _one.Get<RecordStore>(), two = _two.Get<RecordStore>();
        bool meanwhile = true, other = false;
        Assert.True(await one.AloneAsync(SharedLocks.TakeOver, async () =>
        {
            meanwhile = await two.AloneAsync(SharedLocks.TakeOver, () => Task.CompletedTask);
            other = await two.AloneAsync(SharedLocks.Installs, () => Task.CompletedTask);
        }));

        Assert.Equal((false, true), (meanwhile, other));
        await Assert.ThrowsAsync<InvalidOperationException>(() => one.AloneAsync(SharedLocks.TakeOver, () => throw new InvalidOperationException()));
        Assert.True(await two.AloneAsync(SharedLocks.TakeOver, () => Task.CompletedTask));
    }

    private RecordsNode Node(TimeProvider? clock = null, params string[] settings) => new(_database, _photos, clock, settings);

    private static IEnumerable<string> Acts(RecordsNode node) => node.Audit.Read().Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("act").GetString()!);

    /// <summary>Does something ten times at once on each of both.</summary>
    private async Task<T[]> BothAsync<T>(Func<RecordsNode, int, T> work)
    {
        const int Threads = 20;
        using Barrier ready = new(Threads);
        return await Task.WhenAll(Enumerable.Range(0, Threads).Select(i => Task.Factory.StartNew(
            () =>
            {
                ready.SignalAndWait();
                return work(i % 2 == 0 ? _one : _two, i);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }
}
