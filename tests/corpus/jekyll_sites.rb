# Reads sites with Jekyll itself and prints, as JSON, what it would write for each document and page.
# usage: ruby jekyll_sites.rb < JOBS      JOBS is [{"site": DIR, "config": {...} or null}, ...]
# A "config" stands in for the site's _config.yml. TZ decides for sites without a timezone.
require "json"
require "jekyll"

Jekyll.logger.log_level = :error
MACHINE_ZONE = ENV["TZ"]

def written(site, folder)
  documents = site.documents.select { |item| item.is_a?(Jekyll::Document) && item.write? }
  posts = documents.map do |doc|
    { "path" => doc.path.sub("#{folder}/", ""), "url" => doc.url, "file" => doc.destination("/_").sub("/_/", ""),
      "date" => doc.date.strftime("%Y-%m-%d %H:%M:%S") }
  end
  posts + site.pages.map do |page|
    { "path" => File.join(site.source, page.relative_path).sub("#{folder}/", ""), "url" => page.url,
      "file" => page.destination("/_").sub("/_/", "") }
  end
end

def read(folder, config)
  # What a zone made of one site's dates must not reach the next one.
  Jekyll::Utils.instance_variable_set(:@parse_date_cache, nil)
  ENV["TZ"] = MACHINE_ZONE
  own = { "destination" => "/_", "disable_disk_cache" => true, "plugins" => [], "theme" => nil, "quiet" => true }
  if config
    settings = Jekyll.configuration(config.merge(own, "skip_config_files" => true, "source" => File.join(folder, config["source"].to_s)))
  else
    settings = Jekyll.configuration(own.merge("source" => folder))
  end
  site = Jekyll::Site.new(settings)
  site.read
  { "written" => written(site, folder) }
rescue StandardError => error
  { "error" => "#{error.class}: #{error.message}" }
end

puts JSON.generate(JSON.parse($stdin.read).map { |job| read(job["site"], job["config"]) })
