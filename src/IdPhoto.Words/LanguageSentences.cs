using System.Collections.Concurrent;
using System.Text.Json;

namespace IdPhoto.Words;

/// <summary>A language's sentences. An area's file is read when one of its sentences is first said: a page in a browser needs few at its start.</summary>
internal sealed class LanguageSentences(Language language)
{
    private static readonly ConcurrentDictionary<Language, LanguageSentences> All = new();

    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, Template>> _areas = new(StringComparer.Ordinal);

    private IReadOnlyDictionary<string, JsonElement>? _pack;

    /// <summary>Whether there are any.</summary>
    public bool Any => _pack is not null || LanguageFile.Areas(language).Any();

    /// <summary>The sentences of a language, the same for everybody.</summary>
    public static LanguageSentences Of(Language language) => All.GetOrAdd(language, static language => new LanguageSentences(language));

    /// <summary>The sentence of an id, or null.</summary>
    public Template? Find(string id)
    {
        int dot = id.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? null : _areas.GetOrAdd(id[..dot], ReadArea).GetValueOrDefault(id);
    }

    /// <summary>Takes areas from a pack, instead of this assembly's where it has them.</summary>
    public void Add(IReadOnlyDictionary<string, JsonElement> pack)
    {
        _pack = pack;
        // What was looked for before it came was not found.
        _areas.Clear();
    }

    private IReadOnlyDictionary<string, Template> ReadArea(string area)
        => _pack?.TryGetValue(area, out JsonElement sentences) == true ? LanguageFile.Read(sentences) : LanguageFile.Read(language, area);
}
