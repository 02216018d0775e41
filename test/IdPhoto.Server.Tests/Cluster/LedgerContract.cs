using System.Security.Cryptography;
using IdPhoto.Server.Store;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>What every ledger does, whoever keeps it.</summary>
public abstract class LedgerContract
{
    private const long Room = 100_000_000;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    /// <summary>A ledger with room for 100 MB, whose photos stay a day, and its clock.</summary>
    private protected interface IRig : IAsyncDisposable
    {
        IPhotoLedger Ledger { get; }

        /// <summary>The same ledger as a server finds it that starts later.</summary>
        Task<IPhotoLedger> RestartAsync(TimeSpan retention);

        void Pass(TimeSpan time);

        void SetBack(TimeSpan step);
    }

    private protected abstract Task<IRig> OpenAsync();

    [Fact]
    public async Task A_photo_is_found_from_its_confirmation_until_its_time_is_over_and_as_it_was_written_down()
    {
        await using IRig rig = await OpenAsync();
        ComingPhoto photo = New(7, RandomNumberGenerator.GetBytes(32));
        Assert.Equal(new StoreTotals(1, 7), await rig.Ledger.ComeAsync(photo));
        Assert.Null(await rig.Ledger.FindAsync(photo.Id));
        DateTimeOffset expires = (await rig.Ledger.ConfirmAsync(photo.Id))!.Value;

        LedgerEntry found = (await rig.Ledger.FindAsync(photo.Id))!;
        Assert.Equal(photo.Id, found.Id);
        Assert.Equal(photo.TokenHash, found.TokenHash);
        Assert.Equal(photo.Owner, found.Owner);
        // Each keeps the half that its keys need.
        Assert.True(found.Key.Slot == photo.Key.Slot || found.Key.Sealed!.SequenceEqual(photo.Key.Sealed!));
        Assert.Equal(photo.Key.Master, found.Key.Master);
        Assert.Equal((expires, 24 * Hour), (found.Expires, found.Expires - found.Uploaded));
        Assert.Equal(24 * Hour, await rig.Ledger.UntilNextAsync());
        rig.Pass((24 * Hour) - Moment);
        Assert.NotNull(await rig.Ledger.FindAsync(photo.Id));
        Assert.Empty(await rig.Ledger.ClaimOverdueAsync(200));
        rig.Pass(Moment);
        Assert.Null(await rig.Ledger.FindAsync(photo.Id));
        Assert.Null(await rig.Ledger.EndAsync(photo.Id));
        Assert.Equal(photo.Id, Assert.Single(await rig.Ledger.ClaimOverdueAsync(200)).Id);
    }

    [Fact]
    public async Task A_photo_that_is_not_confirmed_within_its_lease_is_swept_and_cannot_be_confirmed_any_more()
    {
        await using IRig rig = await OpenAsync();
        ComingPhoto photo = await ComeAsync(rig.Ledger);
        rig.Pass(IPhotoLedger.Lease - Moment);
        Assert.Empty(await rig.Ledger.ClaimOverdueAsync(200));
        Assert.Equal(0, await rig.Ledger.CountLateAsync(TimeSpan.Zero));
        rig.Pass(Moment);

        Assert.Null(await rig.Ledger.ConfirmAsync(photo.Id));
        Assert.Equal(1, await rig.Ledger.CountLateAsync(TimeSpan.Zero));
        Assert.Equal(photo.Id, Assert.Single(await rig.Ledger.ClaimOverdueAsync(200)).Id);
        Assert.Equal([photo.Id], (await rig.Ledger.ForgetAsync([photo.Id])).Photos);
        Assert.Equal(default, await rig.Ledger.TotalsAsync());
        Assert.Null(await rig.Ledger.ConfirmAsync(photo.Id));
    }

    [Fact]
    public async Task However_many_come_at_once_no_more_is_written_down_than_fits_and_what_goes_makes_room()
    {
        await using IRig rig = await OpenAsync();
        ComingPhoto[] photos = [.. Enumerable.Range(0, 24).Select(_ => New(Room / 10))];
        StoreTotals?[] totals = await Task.WhenAll(photos.Select(photo => Task.Run(() => rig.Ledger.ComeAsync(photo).AsTask())));

        Assert.Equal(10, totals.Count(total => total is not null));
        Assert.Equal(new StoreTotals(10, Room), await rig.Ledger.TotalsAsync());
        PhotoId one = photos[Array.FindIndex(totals, total => total is not null)].Id;
        Assert.Equal(new StoreTotals(9, Room * 9 / 10), (await rig.Ledger.ForgetAsync([one])).Left);
        Assert.Empty((await rig.Ledger.ForgetAsync([one])).Photos);
        Assert.Equal(new StoreTotals(10, Room), await rig.Ledger.ComeAsync(New(Room / 10)));
    }

    [Fact]
    public async Task Of_many_who_end_a_photo_one_is_answered_and_no_sweep_takes_it_while_they_are_at_it()
    {
        await using IRig rig = await OpenAsync();
        ComingPhoto photo = await KeepAsync(rig.Ledger);
        KeptPhoto?[] ended = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => rig.Ledger.EndAsync(photo.Id).AsTask())));

        Assert.Equal(photo.Id, Assert.Single(ended, one => one is not null)!.Value.Id);
        Assert.Null(await rig.Ledger.FindAsync(photo.Id));
        Assert.Empty(await rig.Ledger.ClaimOverdueAsync(200));
        rig.Pass(IPhotoLedger.Claim);
        Assert.Single(await rig.Ledger.ClaimOverdueAsync(200));
    }

    [Fact]
    public async Task What_is_overdue_is_claimed_once_and_again_when_it_is_given_back_or_its_claim_has_lapsed()
    {
        await using IRig rig = await OpenAsync();
        for (int i = 0; i < 5; i++)
            await KeepAsync(rig.Ledger);
        rig.Pass(24 * Hour);

        IReadOnlyList<KeptPhoto> first = await rig.Ledger.ClaimOverdueAsync(3), second = await rig.Ledger.ClaimOverdueAsync(200);
        Assert.Equal((3, 2), (first.Count, second.Count));
        Assert.Empty(first.Select(photo => photo.Id).Intersect(second.Select(photo => photo.Id)));
        Assert.Empty(await rig.Ledger.ClaimOverdueAsync(200));
        await rig.Ledger.GiveBackAsync([first[0].Id]);
        Assert.Equal([first[0].Id], (await rig.Ledger.ClaimOverdueAsync(200)).Select(photo => photo.Id));
        rig.Pass(IPhotoLedger.Claim - Moment);
        Assert.Empty(await rig.Ledger.ClaimOverdueAsync(200));
        rig.Pass(Moment);
        Assert.Equal(5, (await rig.Ledger.ClaimOverdueAsync(200)).Count);
    }

    [Fact]
    public async Task Ending_all_photos_ends_those_too_that_are_about_to_come()
    {
        await using IRig rig = await OpenAsync();
        ComingPhoto kept = await KeepAsync(rig.Ledger), coming = await ComeAsync(rig.Ledger);
        await rig.Ledger.EndAllAsync();

        Assert.Null(await rig.Ledger.FindAsync(kept.Id));
        Assert.Null(await rig.Ledger.ConfirmAsync(coming.Id));
        Assert.Equal(2, (await rig.Ledger.ClaimOverdueAsync(200)).Count);
    }

    [Fact]
    public async Task Uploads_of_an_install_that_are_ended_are_not_confirmed_but_swept_and_nothing_else_is()
    {
        await using IRig rig = await OpenAsync();
        byte[] owner = RandomNumberGenerator.GetBytes(32);
        ComingPhoto kept = await KeepAsync(rig.Ledger, owner), coming = await ComeAsync(rig.Ledger, owner);
        ComingPhoto other = await ComeAsync(rig.Ledger, RandomNumberGenerator.GetBytes(32)), nobodys = await ComeAsync(rig.Ledger);
        await rig.Ledger.EndComingAsync(owner);

        Assert.Null(await rig.Ledger.ConfirmAsync(coming.Id));
        Assert.Equal(coming.Id, Assert.Single(await rig.Ledger.ClaimOverdueAsync(200)).Id);
        Assert.NotNull(await rig.Ledger.FindAsync(kept.Id));
        Assert.NotNull(await rig.Ledger.ConfirmAsync(other.Id));
        Assert.NotNull(await rig.Ledger.ConfirmAsync(nobodys.Id));
    }

    [Fact]
    public async Task Ending_a_photo_is_taken_up_again_for_as_long_as_anything_is_written_down_of_it()
    {
        await using IRig rig = await OpenAsync();
        ComingPhoto live = await KeepAsync(rig.Ledger), ended = await KeepAsync(rig.Ledger);
        await rig.Ledger.EndAsync(ended.Id);
        await rig.Ledger.GiveBackAsync([ended.Id]);

        Assert.Equal(live.Id, (await rig.Ledger.ResumeAsync(live.Id))!.Value.Id);
        Assert.Null(await rig.Ledger.FindAsync(live.Id));
        Assert.Equal(ended.Id, (await rig.Ledger.ResumeAsync(ended.Id))!.Value.Id);
        Assert.Empty(await rig.Ledger.ClaimOverdueAsync(200));
        await rig.Ledger.ForgetAsync([live.Id, ended.Id]);
        Assert.Null(await rig.Ledger.ResumeAsync(live.Id));
    }

    [Fact]
    public async Task A_failed_upload_is_abandoned_by_one_whether_it_was_confirmed_or_not()
    {
        await using IRig rig = await OpenAsync();
        ComingPhoto kept = await KeepAsync(rig.Ledger), coming = await ComeAsync(rig.Ledger);

        Assert.Equal(kept.Id, (await rig.Ledger.AbandonAsync(kept.Id))!.Value.Id);
        Assert.Equal(coming.Id, (await rig.Ledger.AbandonAsync(coming.Id))!.Value.Id);
        Assert.Null(await rig.Ledger.AbandonAsync(kept.Id));
        Assert.Null(await rig.Ledger.AbandonAsync(PhotoId.New()));
        Assert.Null(await rig.Ledger.FindAsync(kept.Id));
        Assert.Null(await rig.Ledger.ConfirmAsync(coming.Id));
        Assert.Empty(await rig.Ledger.ClaimOverdueAsync(200));
    }

    [Fact]
    public async Task The_photos_of_an_install_are_those_that_have_come_and_are_not_over()
    {
        await using IRig rig = await OpenAsync();
        byte[] owner = RandomNumberGenerator.GetBytes(32);
        ComingPhoto first = await KeepAsync(rig.Ledger, owner);
        rig.Pass(Hour);
        ComingPhoto second = await KeepAsync(rig.Ledger, owner);
        await KeepAsync(rig.Ledger);
        await rig.Ledger.ComeAsync(New(1, owner));

        Assert.Equal([first.Id, second.Id], (await rig.Ledger.OfOwnerAsync(owner)).Select(entry => entry.Id));
        rig.Pass(23 * Hour);
        Assert.Equal([second.Id], (await rig.Ledger.OfOwnerAsync(owner)).Select(entry => entry.Id));
        // What is over or only just ended is written down until it is forgotten.
        Assert.Equal(3, await rig.Ledger.CountOfOwnerAsync(owner));
        await rig.Ledger.EndComingAsync(owner);
        IReadOnlyList<KeptPhoto> over = await rig.Ledger.ClaimOverdueAsync(200);
        Assert.Equal(3, await rig.Ledger.CountOfOwnerAsync(owner));
        await rig.Ledger.ForgetAsync([.. over.Select(photo => photo.Id)]);
        Assert.Equal(1, await rig.Ledger.CountOfOwnerAsync(owner));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_delays_nothing()
    {
        await using IRig rig = await OpenAsync();
        ComingPhoto photo = await KeepAsync(rig.Ledger);
        rig.Pass(Hour);
        await rig.Ledger.WatchClockAsync();
        rig.SetBack(TimeSpan.FromDays(400));
        await rig.Ledger.WatchClockAsync();
        rig.Pass(23 * Hour - TimeSpan.FromSeconds(2));

        Assert.NotNull(await rig.Ledger.FindAsync(photo.Id));
        rig.Pass(TimeSpan.FromSeconds(2));
        Assert.Null(await rig.Ledger.FindAsync(photo.Id));
        Assert.Single(await rig.Ledger.ClaimOverdueAsync(200));
    }

    [Fact]
    public async Task A_shorter_stay_holds_for_photos_that_are_there_already_and_leaves_uploads_under_way_alone()
    {
        await using IRig rig = await OpenAsync();
        ComingPhoto photo = await KeepAsync(rig.Ledger), coming = await ComeAsync(rig.Ledger);
        IPhotoLedger later = await rig.RestartAsync(Hour);

        Assert.NotNull(await later.ConfirmAsync(coming.Id));
        rig.Pass(Hour - Moment);
        Assert.NotNull(await later.FindAsync(photo.Id));
        rig.Pass(Moment);
        Assert.Null(await later.FindAsync(photo.Id));
    }

    private static int _slots;

    private static ComingPhoto New(long bytes, byte[]? owner = null) => new(
        PhotoId.New(), RandomNumberGenerator.GetBytes(32), new KeyPlace(Interlocked.Increment(ref _slots), RandomNumberGenerator.GetBytes(88), "0123456789abcdef"), bytes, owner);

    private static async Task<ComingPhoto> ComeAsync(IPhotoLedger ledger, byte[]? owner = null)
    {
        ComingPhoto photo = New(10, owner);
        Assert.NotNull(await ledger.ComeAsync(photo));
        return photo;
    }

    private static async Task<ComingPhoto> KeepAsync(IPhotoLedger ledger, byte[]? owner = null)
    {
        ComingPhoto photo = await ComeAsync(ledger, owner);
        Assert.NotNull(await ledger.ConfirmAsync(photo.Id));
        return photo;
    }
}
