using System.Text.Json;
using IdPhoto.App.Device;
using IdPhoto.App.Words;
using IdPhoto.Words;

namespace IdPhoto.App.Journey;

/// <summary>Settings and the list of what was sent, read from and written to this device.</summary>
public sealed class Keeper(DeviceLink device, EngineLink engine, Talk talk, Trip trip)
{
    private int _turn;

    // The language that this person reads, while English stands in for it.
    private Language? _owed;

    /// <summary>Told when a setting has changed.</summary>
    public event Action? Changed;

    /// <summary>What was chosen.</summary>
    public Settings Settings { get; private set; } = new();

    /// <summary>The device.</summary>
    public DeviceFacts Facts { get; private set; } = new([], false, false, false, false, null, "", false);

    /// <summary>What this device has sent to the server, the newest first.</summary>
    public IReadOnlyList<Upload> Uploads { get; private set; } = [];

    /// <summary>Whether the browser offers to install the app.</summary>
    public bool Installable { get; private set; }

    /// <summary>The browser offers to install the app, or no longer.</summary>
    public void Offer(bool installable)
    {
        Installable = installable;
        Changed?.Invoke();
    }

    /// <summary>Reads everything, and speaks the person's language.</summary>
    public async Task ReadAsync()
    {
        Facts = await device.FactsAsync();
        Settings = Parse(await device.ReadAsync("settings"), AppJson.Default.Settings) ?? new Settings();
        Uploads = Parse(await device.ReadAsync("uploads"), AppJson.Default.IReadOnlyListUpload) ?? [];
        Language wanted = Languages.Best([Settings.Language ?? "", .. Facts.Languages]);
        bool learned = await LearnAsync(wanted);
        _owed = learned ? null : wanted;
        await SpeakAsync(learned ? wanted : Languages.English);
    }

    /// <summary>Speaks the person's language if it could not be had at the start and can be now.</summary>
    public async Task CatchUpAsync()
    {
        int turn = _turn;
        if (_owed is not { } language || !await LearnAsync(language) || turn != _turn)
            return;
        _owed = null;
        await SpeakAsync(language);
    }

    /// <summary>Changes a setting and writes it down.</summary>
    public async Task SetAsync(Func<Settings, Settings> change)
    {
        Settings = change(Settings);
        await device.WriteAsync("settings", JsonSerializer.Serialize(Settings, AppJson.Default.Settings));
        Changed?.Invoke();
    }

    /// <summary>Speaks another language from now on.</summary>
    /// <returns>Whether its sentences could be had: if not, the language stays as it was; null where another was chosen meanwhile.</returns>
    public async Task<bool?> SetLanguageAsync(string tag)
    {
        int turn = ++_turn;
        Language language = Languages.Find(tag) ?? Languages.English;
        bool learned = await LearnAsync(language);
        if (turn != _turn)
            return null;
        if (!learned)
            return false;
        _owed = null;
        await SetAsync(settings => settings with { Language = tag });
        await SpeakAsync(language);
        return true;
    }

    /// <summary>Shows another theme from now on.</summary>
    public async Task SetThemeAsync(string theme)
    {
        await SetAsync(settings => settings with { Theme = theme });
        await device.ShowThemeAsync(theme);
    }

    /// <summary>Remembers what was sent, or what became of it.</summary>
    /// <param name="upload">What is known of it now.</param>
    /// <param name="before">What it was called before; null for the same.</param>
    public Task RememberAsync(Upload upload, string? before = null)
        => ListAsync([upload, .. Uploads.Where(other => other.Id != upload.Id && other.Id != before)]);

    /// <summary>Takes something from the list that was never sent.</summary>
    public Task ForgetAsync(Upload upload) => ListAsync([.. Uploads.Where(other => other.Id != upload.Id)]);

    private async Task ListAsync(IReadOnlyList<Upload> uploads)
    {
        Uploads = uploads;
        await device.WriteAsync("uploads", JsonSerializer.Serialize(Uploads, AppJson.Default.IReadOnlyListUpload));
        Changed?.Invoke();
    }

    /// <summary>Forgets everything that the browser's small storage and caches hold.</summary>
    public async Task ForgetAsync()
    {
        await device.ForgetAllAsync();
        (Settings, Uploads) = (new Settings(), []);
        Changed?.Invoke();
    }

    private async Task<bool> LearnAsync(Language language)
    {
        if (LanguagePack.Has(language))
            return true;
        try
        {
            if (await device.WordsAsync(language.Tag) is not { } pack)
                return false;
            LanguagePack.Add(language, pack);
            return true;
        }
        catch (FormatException)
        {
            // A host that answers everything with its first page.
            return false;
        }
    }

    private async Task SpeakAsync(Language language)
    {
        await device.SpeakLanguageAsync(language.Tag, language.RightToLeft);
        talk.Speak(language);
        // The first screen does not wait for the engine's script; whatever is asked of it comes after this.
        _ = engine.SpeakAsync(language.Tag);
        trip.ForgetSentences();
    }

    /// <summary>What was kept as JSON; null where that cannot be read.</summary>
    internal static JsonElement? Parse(string json)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What was kept as JSON; null where that cannot be read.</summary>
    internal static T? Parse<T>(string? json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
