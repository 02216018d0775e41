using IdPhoto.SpecPages;

string folder = args.Length > 0 ? args[0] : Path.Combine(Directory.GetCurrentDirectory(), "docs", "specs");
int changed = SpecSite.WriteTo(folder);
Console.WriteLine($"{changed} pages changed in {folder}.");
