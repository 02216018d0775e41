using IdPhoto.App.Device;
using IdPhoto.App.Words;
using IdPhoto.Studio.Reports;

namespace IdPhoto.App.Journey;

/// <summary>The server, for one who has agreed: sends, has the photo made, erases, and writes down what was sent.</summary>
public sealed class ServerWay(ServerLink server, Keeper keeper, Consents consents, Identity identity, PolicyWatch watch, Trip trip, Talk talk, TimeProvider clock)
{
    private static readonly TimeSpan LongestStay = TimeSpan.FromDays(1);

    private ServerStay? _stay;
    private bool _reachable;
    private int _photo;

    /// <summary>Whether the person has agreed for good to the policy as it is.</summary>
    public bool AgreedForGood => consents.Of(Purposes.ServerPhotos) is { Always: true };

    /// <summary>Whether there is anything to withdraw: a consent, or a photo that was sent.</summary>
    public bool CanWithdraw => keeper.Settings.Consents.Any(consent => consent.Purpose == Purposes.ServerPhotos) || keeper.Uploads.Any(upload => upload.IsThere(clock.GetUtcNow()));

    /// <summary>Whether there is a server behind this address; not asked again once it has answered.</summary>
    public async Task<bool> IsThereAsync() => _reachable = _reachable || await server.ReachableAsync();

    /// <summary>Whether the picture can be sent without what its file says about camera, place and time.</summary>
    public Task<bool> CanSendAsync() => server.SendableAsync();

    /// <summary>Whether a photo was sent without an id, and its answer was lost, so that nobody can name it to the server.</summary>
    public bool IsUnanswered => keeper.Uploads.Any(upload => upload is { Token: null, ById: false, OwedId: null } && upload.IsThere(clock.GetUtcNow()));

    /// <summary>Makes a document's photo on the server.</summary>
    /// <param name="document">A known document.</param>
    /// <param name="guardian">Whether a guardian said that they are the guardian.</param>
    /// <exception cref="OperationCanceledException">Another picture was chosen meanwhile; what was sent stays in the list.</exception>
    public async Task MakeAsync(ChosenDocument document, bool guardian)
    {
        (int Photo, int Version, int Editing) wanted = (_photo, trip.Version, trip.Editing);
        string language = talk.Words.Language.Tag;
        Asker asker = new(await identity.NeedAsync(), watch.State.Tag);
        ServerStay stay = _stay ?? await SentAsync(language, guardian, asker);
        // The same picture need not be sent again, whatever else is wanted by now.
        if (wanted.Photo == _photo)
            _stay = stay;
        RequireSame(wanted);
        string query = trip.EditsOf(document).Query(document.Spec, Workbench.AgeOf(trip.Subject));
        MadeReport made = await server.MakeAsync(stay, query, language, asker);
        RequireSame(wanted);
        trip.Made[document.Key] = new MadeDocument(await server.AcceptAsync(document.Key), made, null, ByServer: true);
        trip.Tell();
    }

    /// <summary>Erases a photo that was sent.</summary>
    public async Task EraseAsync(Upload upload)
    {
        ArgumentNullException.ThrowIfNull(upload);
        if (upload.Token is null)
            return;
        if (_stay?.Id == upload.Id)
            _stay = null;
        try
        {
            ErasedStay erased = await server.EraseAsync(new ServerStay(upload.Id, upload.Token, upload.ExpiresAt), talk.Words.Language.Tag);
            await keeper.RememberAsync(upload with { Token = null, ErasedAt = erased.ErasedAt, Receipt = erased.Receipt });
        }
        catch (RefusedException refused) when (refused.Code == "not-found")
        {
            // It has gone already: there is no receipt, and nothing left to erase.
            await keeper.RememberAsync(upload with { Token = null, ErasedAt = clock.GetUtcNow() });
        }
    }

    /// <summary>Withdraws the agreement, and erases everything that is still there: what this device has a token for with a receipt, and the rest by its id.</summary>
    /// <exception cref="UnavailableException">The server could not be asked for all of them.</exception>
    public async Task WithdrawAsync()
    {
        await Each.TryAsync([() => Each.TryAsync(There().Where(upload => upload.Token is not null), EraseAsync), () => consents.WithdrawAsync(Purposes.ServerPhotos)]);
        foreach (Upload upload in There().Where(upload => upload.ById))
            await keeper.RememberAsync(upload with { Token = null, ErasedAt = clock.GetUtcNow() });
        Forget();
    }

    private Upload[] There() => [.. keeper.Uploads.Where(upload => upload.IsThere(clock.GetUtcNow()))];

    /// <summary>A new picture is another photo: it is sent only when it is agreed to again.</summary>
    public void Forget()
    {
        _stay = null;
        _photo++;
    }

    // Written down before it is sent: an answer that is lost does not mean that nothing came.
    private async Task<ServerStay> SentAsync(string language, bool guardian, Asker asker)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Upload upload = new(Guid.NewGuid().ToString("N"), null, now, now + LongestStay, asker.Policy, guardian) { ById = asker.Id is not null };
        await keeper.RememberAsync(upload);
        try
        {
            ServerStay stay = await server.SendAsync(language, asker);
            await keeper.RememberAsync(upload with { Id = stay.Id, Token = stay.Token, ExpiresAt = stay.ExpiresAt, Answered = true }, upload.Id);
            return stay;
        }
        catch (RefusedException)
        {
            await keeper.ForgetAsync(upload);
            throw;
        }
    }

    private void RequireSame((int Photo, int Version, int Editing) wanted)
    {
        if (wanted != (_photo, trip.Version, trip.Editing))
            throw new OperationCanceledException();
    }
}
