using IdPhoto.Documents;

namespace IdPhoto.SpecPages;

/// <summary>The pages of docs/specs: an index and one page per document.</summary>
public static class SpecSite
{
    /// <summary>Every page: its file name and its text.</summary>
    public static IReadOnlyDictionary<string, string> Pages()
    {
        SortedDictionary<string, string> pages = new(StringComparer.Ordinal) { ["README.md"] = SpecIndex.Write(PhotoSpecs.All, PhotoSpecs.OnSite) };
        foreach (PhotoSpec spec in PhotoSpecs.All)
            pages.Add(FileOf(spec.Id), SpecPageText.Write(spec));
        foreach (OnSiteDocument document in PhotoSpecs.OnSite)
            pages.Add(FileOf(document.Id), SpecPageText.Write(document));
        return pages;
    }

    /// <summary>Writes what differs and removes pages of documents that are gone.</summary>
    /// <returns>How many files changed.</returns>
    public static int WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        IReadOnlyDictionary<string, string> pages = Pages();
        int changed = 0;
        foreach (string file in Directory.GetFiles(folder, "*.md").Where(file => !pages.ContainsKey(Path.GetFileName(file))))
        {
            File.Delete(file);
            changed++;
        }
        foreach ((string name, string text) in pages)
        {
            string path = Path.Combine(folder, name);
            if (File.Exists(path) && File.ReadAllText(path) == text)
                continue;
            File.WriteAllText(path, text);
            changed++;
        }
        return changed;
    }

    /// <summary>The page of a document.</summary>
    internal static string FileOf(string id) => $"{id}.md";
}
