# Writes, as JSON, what Debian's Jekyll makes of each post and page of a site after Liquid and before markdown.
#
# usage: ruby judge.rb SITE YEAR-MONTH-DAY
require "jekyll"
require "json"

Jekyll.logger.log_level = :error
RESULTS = {}

module Recorded
  def render_liquid(content, payload, info, path = nil)
    text = super
    RESULTS[document.relative_path] = { "text" => text } if path == document.path
    text
  rescue StandardError => e
    RESULTS[document.relative_path] = { "error" => e.message[0, 300] } if path == document.path
    ""
  end

  # What is recorded stands before markdown. `{{ site.categories }}` is one line of 15,000 marks, for which kramdown needs
  # most of a minute, and no other case shows what became of it.
  def convert(content)
    content.size > 10_000 ? content : super
  end

  def place_in_layouts(content, _payload, _info)
    content
  end
end
Jekyll::Renderer.prepend(Recorded)

site = Jekyll::Site.new(
  Jekyll.configuration(
    "source" => ARGV[0], "destination" => File.join(ARGV[0], "_site"), "plugins" => [], "gems" => [], "theme" => nil,
    "future" => true, "disable_disk_cache" => true, "quiet" => true
  )
)
site.reset
site.time = Time.parse(ARGV[1])
site.read
site.generate
site.render
puts JSON.generate(RESULTS)
